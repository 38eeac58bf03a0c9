"""Computes pandas.json, which TestReferencePandas compares with, from the 700 closes of testdata/reference/prices.csv:

    python3 with_pandas.py ../../../testdata/reference/prices.csv > pandas.json

with rolling and exponentially weighted windows of pandas, and without the formulas of the levels: every level and the move
beyond which volatility control sells is found by bisection, on prices with the days that follow at their end.
"""
import json
import math
import sys

import numpy as np
import pandas as pd

closes = pd.read_csv(sys.argv[1])["Close"]
last = closes.iloc[-1]


def then(*prices):
    return pd.concat([closes, pd.Series(prices, dtype=float)], ignore_index=True)


def ew(p, k):
    return p.ewm(alpha=1 / k, adjust=False).mean()


def between(f, low, high):
    """The place where the sign of f changes."""
    at_low = np.sign(f(low))
    while (mid := (low + high) / 2) not in (low, high):
        low, high = (mid, high) if np.sign(f(mid)) == at_low else (low, mid)
    return mid


# What of a signal changes its sign, by its name, and the days after which nothing but the price at a level is in its window.
signals = {f"average {n}": (n, lambda p, n=n: p.iloc[-1] - p.rolling(n).mean().iloc[-1]) for n in (20, 50, 100, 200)}
signals |= {
    f"cross {a}/{b}": (b, lambda p, a=a, b=b: (p.rolling(a).mean() - p.rolling(b).mean()).iloc[-1])
    for a, b in ((5, 20), (20, 50), (20, 120), (50, 200))
}
signals |= {f"momentum {h}": (h, lambda p, h=h: p.pct_change(h).iloc[-1]) for h in (21, 63, 252)}
signals |= {f"pair {s}/{l}": (math.inf, lambda p, s=s, l=l: (ew(p, s) - ew(p, l)).iloc[-1]) for s, l in ((8, 24), (16, 48), (32, 96))}


def level(f, window, days):
    at = lambda x: f(then(*[x] * days))
    low, high = 0.8 * last, 1.2 * last
    return None if days >= window or at(low) * at(high) > 0 else between(at, low, high)


def model(name, p):
    if name == "momentum":
        return np.mean([np.sign(p.pct_change(h).iloc[-1]) for h in (21, 63, 252)])
    if name == "cross":
        return np.sign((p.rolling(20).mean() - p.rolling(120).mean()).iloc[-1])
    total = 0
    for s, l in ((8, 24), (16, 48), (32, 96)):
        y = (ew(p, s) - ew(p, l)) / p.rolling(63).std()
        z = y / y.rolling(252).std()
        total += (z * np.exp(-z * z / 4) / 0.89).iloc[-1]
    return total / 3


squares = np.log(closes).diff().dropna() ** 2
variance = squares.ewm(com=60, adjust=False).mean().iloc[-1]


def position(name, p, v):
    return model(name, p) * min(0.1 / math.sqrt(252 * v), 2)


def tapes(name):
    for days in (5, 21):
        for sigmas in range(-2, 3):
            step = sigmas * math.sqrt(variance * days) / days
            fed = pd.concat([pd.Series([variance]), pd.Series([max(step * step, variance)] * days)])
            p = then(*(last * np.exp(step * np.arange(1, days + 1))))
            yield position(name, p, fed.ewm(com=60, adjust=False).mean().iloc[-1])


def control(windows, target, cap):
    def vols(*moves):
        s = pd.concat([squares, pd.Series(moves, dtype=float) ** 2])
        both = [s.ewm(alpha=1 - w, adjust=False).mean() if w < 1 else s.rolling(w).mean() for w in windows]
        return [math.sqrt(252 * v.iloc[-1]) for v in both]

    weight = lambda *moves: min(target / max(vols(*moves)), cap)
    now = weight()
    return {
        "windows": windows, "target": target, "cap": cap, "weight": now, "vols": vols(),
        "sells_beyond_move": between(lambda x: weight(x) - now * (1 - 1e-14), 0, 1),
        "moves": [weight(m / 100) for m in range(-5, 6)],
        "paths": [weight(*[m / 100] * days) for days in (5, 21) for m in (0, 0.5, 1, 1.5, 2)],
        "drop_off": [vols(*[0] * days)[i] for i, w in enumerate(windows) if w >= 1 for days in range(1, 11)],
    }


def rounded(x):
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [rounded(v) for v in x]
    return x if x is None or isinstance(x, (int, str)) else float(f"{x:.13g}")


print(json.dumps(rounded({
    "signals": [{"name": n, "signal": np.sign(f(closes)), "flips": [level(f, w, days) for days in (1, 5, 21)]} for n, (w, f) in signals.items()],
    "models": [{"model": n, "position": position(n, closes, variance), "tapes": list(tapes(n))} for n in ("momentum", "cross", "pairs")],
    "volatility": [control((21, 63), 0.1, 1.5), control((0.94, 0.97), 0.05, 1.0)],
}), indent=1))
