// What a reader can do with the page: sort and filter tables, read pictures with a crosshair, enlarge them, and see the strikes of one
// expiry. The page is complete without this script. It contains no less-than sign and no ampersand, so that the page is valid XML too.
(function () {
  "use strict";

  var absent = { "": true, "n/a": true, "none": true };
  var next = { none: "descending", descending: "ascending", ascending: "none" };

  function make(name, className, text) {
    var e = document.createElement(name);
    if (className) { e.className = className; }
    if (text) { e.textContent = text; }
    return e;
  }

  // --- Tables: a click on a heading sorts descending, then ascending, then in the original order. Missing values stay last.

  // The number in a cell: 1,234.5, +2.1 or ±3; NaN for text.
  function number(text) {
    return Number(text.replace(/[,+±]/g, ""));
  }

  function compare(a, b) {
    var x = number(a), y = number(b);
    if (isNaN(x) || isNaN(y)) {
      return a.localeCompare(b, "en", { numeric: true });
    }
    return x - y;
  }

  function sorted(rows, column, order) {
    var sign = order === "ascending" ? 1 : -1;
    var text = function (row) { return row.cells[column].textContent.trim(); };
    return rows.slice().sort(function (r, s) {
      var a = text(r), b = text(s);
      if (absent[a] || absent[b]) {
        return Number(Boolean(absent[a])) - Number(Boolean(absent[b]));
      }
      return sign * compare(a, b);
    });
  }

  function makeSortable(table) {
    var body = table.tBodies[0];
    var original = Array.from(body.rows);
    var headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach(function (heading, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append(heading.textContent);
      heading.replaceChildren(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var order = next[heading.getAttribute("aria-sort")];
        headings.forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        heading.setAttribute("aria-sort", order);
        body.replaceChildren.apply(body, order === "none" ? original : sorted(original, column, order));
      });
    });
  }

  // Scrolls the row of spot to the middle of its box.
  function showSpot(row) {
    var box = row.closest(".tall");
    box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }

  // --- Filters: a row of fields above a table hides the rows that do not fit, and says how many are left.

  function field(form, label, type) {
    var box = make("label", "", label + " ");
    var input = make(type === "select" ? "select" : "input");
    if (type !== "select") {
      input.type = "text";
      input.inputMode = "decimal";
      input.size = 8;
    }
    box.append(input);
    form.append(box);
    return input;
  }

  // The bound in a field: none for an empty one or for a word.
  function bound(input, none) {
    var x = number(input.value.trim() || "x");
    input.setAttribute("aria-invalid", String(Boolean(input.value.trim() ? isNaN(x) : false)));
    return isNaN(x) ? none : x;
  }

  function filterForm(section, label) {
    var form = make("form", "filter");
    form.setAttribute("aria-label", label);
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    section.querySelector(".box").before(form);
    return form;
  }

  function columnOf(table, names) {
    var headings = Array.from(table.tHead.rows[0].cells).map(function (c) { return c.textContent.trim(); });
    return headings.findIndex(function (h) { return names.includes(h); });
  }

  // Shows the rows of a table whose number in a column is from low to high.
  function keep(rows, column, low, high, says) {
    var shown = 0;
    rows.forEach(function (row) {
      var x = number(row.cells[column].textContent.replace(/[^0-9.,+-]/g, "") || "0");
      var fits = Math.max(low, x) === x ? Math.min(high, x) === x : false;
      row.hidden = !fits;
      shown += Number(fits);
    });
    says.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " rows";
  }

  function filterBy(section, names, label, from, to) {
    var table = section.querySelector("table");
    var column = table ? columnOf(table, names) : -1;
    if (column === -1) { return null; }
    var form = filterForm(section, label);
    var low = from ? field(form, from) : null, high = field(form, to);
    var says = make("output");
    var rows = Array.from(table.tBodies[0].rows);
    var apply = function () {
      keep(rows, column, low ? bound(low, -Infinity) : -Infinity, bound(high, Infinity), says);
    };
    form.addEventListener("input", apply);
    form.append(says);
    return { form: form, low: low, high: high, says: says };
  }

  // --- The strikes of one expiry, from the data of the page.

  function chooseExpiry(section, filter) {
    var holder = document.getElementById("surface");
    if (!holder || !filter) { return; }
    var data = JSON.parse(holder.textContent), parts = Math.pow(10, data.decimals);
    var select = field(filter.form, "expiry", "select");
    filter.form.prepend(select.parentNode);
    select.append(new Option("all", ""));
    data.expiries.forEach(function (e, i) { select.append(new Option(e.name, String(i))); });
    var whole = section.querySelector(".box");
    var own = make("div", "box tall own");
    own.setAttribute("role", "region");
    own.tabIndex = 0;
    own.hidden = true;
    whole.after(own);
    var rest = Array.from(section.querySelectorAll(".unit, .notes, .paper"));
    var draw = function () {
      var e = data.expiries[Number(select.value)];
      var chosen = select.value !== "";
      own.hidden = !chosen;
      whole.classList.toggle("screenless", chosen);
      rest.forEach(function (r) { r.classList.toggle("screenless", chosen); });
      if (!chosen) { return; }
      var low = bound(filter.low, -Infinity), high = bound(filter.high, Infinity);
      var cells = e.cells.filter(function (c) { return Math.max(low, Math.min(high, c[0])) === c[0]; });
      var most = cells.reduce(function (m, c) { return Math.max(m, Math.abs(c[1] + c[2])); }, 0) / parts;
      var table = make("table"), head = table.createTHead().insertRow(), body = table.createTBody();
      ["strike", "net", "calls", "puts", ""].forEach(function (name, j) {
        var h = make("th", j === 4 ? "" : "n", name);
        h.scope = "col";
        head.append(h);
      });
      cells.forEach(function (c) {
        var row = body.insertRow(), calls = c[1] / parts, puts = c[2] / parts, net = calls + puts;
        var title = make("th", "n", String(c[0]));
        title.scope = "row";
        row.append(title);
        [net, calls, puts].forEach(function (x, j) {
          var text = (Math.sign(x) === 1 ? "+" : "") + x.toFixed(data.decimals);
          row.append(make("td", "n" + (j === 0 ? (Math.sign(net) === -1 ? " minus" : " plus") : ""), text));
        });
        var bar = make("td", "bar"), ink = make("span", Math.sign(net) === -1 ? "minus" : "plus");
        ink.style.width = (most ? 8 * Math.abs(net) / most : 0).toFixed(2) + "rem";
        bar.append(ink);
        row.append(bar);
      });
      own.setAttribute("aria-label", "Table: strikes of " + e.name);
      own.replaceChildren(make("p", "unit", e.name + ", GEX in " + data.unit), table);
      filter.says.textContent = cells.length + " of " + e.cells.length + " strikes";
    };
    filter.form.addEventListener("input", draw);
  }

  // --- Pictures: a crosshair that shows what a mark says, by mouse, pen and touch, and a button that enlarges.

  function titleOf(mark) {
    var title = mark ? Array.from(mark.children).find(function (c) { return c.tagName.toLowerCase() === "title"; }) : null;
    return title ? title.textContent : "";
  }

  function crosshair(figure) {
    var readout = make("p", "readout");
    readout.setAttribute("aria-live", "off");
    readout.hidden = true;
    figure.append(readout);
    var line = null;
    var away = function () {
      readout.hidden = true;
      if (line) { line.remove(); }
      line = null;
    };
    var show = function (event) {
      var mark = document.elementFromPoint(event.clientX, event.clientY);
      mark = mark ? mark.closest("svg *") : null;
      var text = figure.contains(mark) ? titleOf(mark) : "";
      if (!text) { return away(); }
      var svg = mark.ownerSVGElement, at = mark.getBBox();
      if (line ? line.ownerSVGElement !== svg : true) {
        if (line) { line.remove(); }
        line = document.createElementNS(svg.namespaceURI, "line");
        line.setAttribute("class", "gex-cross");
      }
      svg.append(line);
      var tall = at.height / Math.max(at.width, 0.01) >= 1, x = at.x + at.width / 2, y = at.y + at.height / 2;
      var ends = tall ? [x, at.y, x, at.y + at.height] : [at.x, y, at.x + at.width, y];
      ["x1", "y1", "x2", "y2"].forEach(function (name, i) { line.setAttribute(name, ends[i]); });
      readout.textContent = text;
      readout.hidden = false;
    };
    figure.addEventListener("pointermove", show);
    figure.addEventListener("pointerdown", show);
    figure.addEventListener("pointerleave", function (event) {
      if (event.pointerType === "mouse") { away(); }
    });
  }

  function enlarges(figure) {
    var button = make("button", "enlarge", "enlarge");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var large = figure.classList.toggle("large");
      button.setAttribute("aria-pressed", String(large));
      button.textContent = large ? "as before" : "enlarge";
      figure.scrollIntoView({ block: "nearest" });
    });
    figure.prepend(button);
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll(".tall tr.at-spot").forEach(showSpot);
  var strikes = document.getElementById("strikes"), expiries = document.getElementById("expiries");
  if (strikes) { chooseExpiry(strikes, filterBy(strikes, ["strike"], "filter strikes", "strikes from", "to")); }
  if (expiries) { filterBy(expiries, ["DTE"], "filter expiries", "", "days to expiry up to"); }
  document.querySelectorAll(".pictures figure").forEach(function (figure) {
    crosshair(figure);
    enlarges(figure);
  });
})();
