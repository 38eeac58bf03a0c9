// Where the texts of a page are at the width that the frame around it asks for.
(function () {
  "use strict";

  var blocked = [];
  addEventListener("securitypolicyviolation", function (e) { blocked.push(e.violatedDirective + " " + e.blockedURI); });

  // What a text covers: the letters, not the space above and below them.
  function ink(r) {
    var spare = 0.16 * (r.bottom - r.top);
    return { l: r.left, t: r.top + spare, r: r.right, b: r.bottom - spare };
  }

  // What is seen of an area within those that scroll or hide what is beyond their edges.
  function clipped(a, e) {
    for (; e && e !== document.body; e = e.parentElement) {
      if (getComputedStyle(e).overflowX !== "visible") {
        var c = e.getBoundingClientRect();
        a = { l: Math.max(a.l, c.left), t: Math.max(a.t, c.top), r: Math.min(a.r, c.right), b: Math.min(a.b, c.bottom) };
      }
    }
    return a;
  }

  function pictures() { return Array.from(document.querySelectorAll("main svg")).filter(function (s) { return s.getBoundingClientRect().width > 0; }); }

  // Texts of each picture, and those of the page, of a table as one.
  function groups() {
    var out = pictures().map(function (svg) {
      return Array.from(svg.querySelectorAll("text")).map(function (e) { return { at: ink(e.getBoundingClientRect()), says: e.textContent, of: e }; });
    });
    var page = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (var n = walk.nextNode(); n; n = walk.nextNode()) {
      var e = n.parentElement;
      if (!n.data.trim() || e.closest("script, style, svg, .skip") || !e.checkVisibility()) { continue; }
      var range = document.createRange();
      range.selectNodeContents(n);
      Array.from(range.getClientRects()).forEach(function (r) {
        var a = clipped(ink(r), e);
        if (a.r - a.l > 2 && a.b - a.t > 2) { page.push({ at: a, says: n.data.trim(), of: e.closest("table") || e }); }
      });
    }
    out.push(page);
    return out;
  }

  function meets(list) {
    var out = [];
    list.sort(function (a, b) { return a.at.t - b.at.t; });
    list.forEach(function (a, i) {
      for (var j = i + 1; j < list.length && list[j].at.t < a.at.b - 1; j += 1) {
        var b = list[j];
        if (a.of !== b.of && Math.min(a.at.r, b.at.r) - Math.max(a.at.l, b.at.l) > 1 && Math.min(a.at.b, b.at.b) - b.at.t > 1) {
          out.push("“" + a.says + "” and “" + b.says + "” meet at " + Math.round(b.at.l) + ", " + Math.round(b.at.t));
        }
      }
    });
    return out.slice(0, 5);
  }

  // What the crosshair says in the middle of each picture.
  function points() {
    return pictures().map(function (svg) {
      svg.scrollIntoView({ block: "center" });
      var at = svg.getBoundingClientRect(), figure = svg.closest("figure"), readout = figure.querySelector(".readout");
      svg.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerType: "mouse", clientX: at.left + 0.5 * at.width, clientY: at.top + 0.6 * at.height }));
      var says = readout.textContent;
      figure.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" }));
      return says;
    }).filter(Boolean);
  }

  function measured(width) {
    var least = Infinity, shown = pictures();
    shown.forEach(function (svg) {
      var scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      svg.querySelectorAll("text").forEach(function (text) { least = Math.min(least, scale * parseFloat(getComputedStyle(text).fontSize)); });
    });
    return {
      Width: width, Inner: innerWidth, Scroll: document.documentElement.scrollWidth, Shown: shown.length, Smallest: isFinite(least) ? least : 0,
      Resources: performance.getEntriesByType("resource").length, Blocked: blocked, Meets: [].concat.apply([], groups().map(meets)), Points: points(),
      Text: document.body.innerText
    };
  }

  addEventListener("message", function (e) {
    var tries = 0;
    var answer = function () {
      tries += 1;
      if (innerWidth !== e.data && tries < 50) { return requestAnimationFrame(answer); }
      parent.postMessage(measured(e.data), "*");
    };
    answer();
  });
  addEventListener("load", function () { parent.postMessage("loaded", "*"); });
})();
