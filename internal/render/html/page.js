// Sorts a table by the column whose heading is clicked: descending, then ascending, then in the original order. Missing values
// stay last. The page is complete without this script. It contains no less-than sign and no ampersand, so that the page is
// valid XML too.
(function () {
  "use strict";

  var absent = { "": true, "n/a": true, "none": true };
  var next = { none: "descending", descending: "ascending", ascending: "none" };

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

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll(".tall tr.at-spot").forEach(showSpot);
})();
