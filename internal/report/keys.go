package report

import (
	"slices"
	"strconv"
	"strings"
)

// identities are fields that identify an element of a list; the first set that all elements have is used. Elements of a list
// without identity, such as flips, are compared by position.
var identities = [][]string{
	{"wall"}, {"level", "settlement"}, {"group", "run"}, {"quantity", "group"}, {"quantity"}, {"within"}, {"root", "expiry", "strike", "type"}, {"root", "expiry", "strike"}, {"root", "expiry"}, {"bucket", "root", "type"},
	{"move_pct", "by", "name"}, {"move_pct", "vol_points", "at"}, {"move_pct"}, {"vol_points"},
	{"strike"}, {"bucket"}, {"source"}, {"reason"}, {"code"}, {"scope"}, {"label"}, {"effect"}, {"key"}, {"flag"}, {"at"},
}

// identityOf returns the identity of the elements of two lists, nil when they have none.
func identityOf(a, b *node) []string {
	all := append(slices.Clone(a.items), b.items...)
	for _, fields := range identities {
		lacks := func(n *node) bool {
			return slices.ContainsFunc(fields, func(f string) bool { return n.fields[f] == nil })
		}
		if !slices.ContainsFunc(all, lacks) {
			return fields
		}
	}
	return nil
}

// namesOf names the elements of a list by their identity, or by position from 1.
func namesOf(list *node, identity []string) []string {
	names := make([]string, len(list.items))
	for i, item := range list.items {
		var parts []string
		for _, f := range identity {
			if n := item.fields[f]; n.raw != "null" {
				parts = append(parts, plainName(n))
			}
		}
		names[i] = strings.Join(parts, " ")
		if identity == nil {
			names[i] = strconv.Itoa(i + 1)
		}
	}
	return numberTwins(names)
}

// plainName returns a value in its canonical spelling: 6700.0 is 6700.
func plainName(n *node) string {
	if n.number {
		return Number(n.float()).String()
	}
	return n.words()
}

// numberTwins makes names unique: the second element of a name becomes "name #2".
func numberTwins(names []string) []string {
	seen, used := map[string]int{}, map[string]bool{}
	for _, name := range names {
		used[name] = true
	}
	for i, name := range names {
		seen[name]++
		for n := seen[name]; n > 1; n++ {
			twin := name + " #" + strconv.Itoa(n)
			if !used[twin] {
				names[i], used[twin], seen[name] = twin, true, n
				break
			}
		}
	}
	return names
}

// pair holds the positions of one element in two lists, -1 where it is missing.
type pair struct{ a, b int }

// matched pairs elements by name: those of a in their order, then those that only b has.
func matched(a, b []string) []pair {
	at := make(map[string]int, len(b))
	for j, name := range b {
		at[name] = j
	}
	var list []pair
	taken := make([]bool, len(b))
	for i, name := range a {
		j, found := at[name]
		if !found {
			list = append(list, pair{i, -1})
			continue
		}
		taken[j] = true
		list = append(list, pair{i, j})
	}
	for j := range b {
		if !taken[j] {
			list = append(list, pair{-1, j})
		}
	}
	return list
}

// fitsKey reports whether a pattern matches a key or a key above it.
func fitsKey(pattern, key string) bool {
	want, have := pathOf(pattern), pathOf(key)
	if len(have) < len(want) {
		return false
	}
	for i, w := range want {
		h := have[i]
		if !strings.Contains(w, "[") {
			h, _, _ = strings.Cut(h, "[")
		}
		if !fitsName(w, h) {
			return false
		}
	}
	return true
}

// pathOf splits a key at its dots, except within brackets.
func pathOf(key string) []string {
	var path []string
	depth, from := 0, 0
	for i, r := range key {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case r == '.' && depth == 0:
			path, from = append(path, key[from:i]), i+1
		}
	}
	return append(path, key[from:])
}

// fitsName reports whether a name matches a pattern in which * matches anything.
func fitsName(pattern, name string) bool {
	first, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == name
	}
	if !strings.HasPrefix(name, first) {
		return false
	}
	for i := len(first); i <= len(name); i++ {
		if fitsName(rest, name[i:]) {
			return true
		}
	}
	return false
}
