// Sorts tables by the column whose heading is pressed: largest first, smallest first, as they came. What is absent stays
// last. Without it the page is whole. Neither a less-than nor an ampersand stands in it, so that the page is XML too.
(function () {
  "use strict";

  var absent = { "": true, "n/a": true, "none": true };
  var next = { none: "descending", descending: "ascending", ascending: "none" };

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
    var came = Array.from(body.rows);
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
        body.replaceChildren.apply(body, order === "none" ? came : sorted(came, column, order));
      });
    });
  }

  function showSpot(row) {
    var box = row.closest(".tall");
    box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll(".tall tr.at-spot").forEach(showSpot);
})();
