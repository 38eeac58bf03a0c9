// What a reader of the page sees and does, told to the frame around it.
(function () {
  "use strict";

  var blocked = [];
  addEventListener("securitypolicyviolation", function (e) { blocked.push(e.violatedDirective + " " + e.blockedURI); });

  function heading(table, name) {
    return Array.from(table.tHead.rows[0].cells).find(function (h) { return h.textContent.trim() === name; });
  }

  function column(table, name) {
    var j = heading(table, name).cellIndex;
    return Array.from(table.tBodies[0].rows).map(function (row) { return row.cells[j].textContent; });
  }

  function smallestText(pictures) {
    var least = Infinity;
    pictures.forEach(function (svg) {
      var scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      svg.querySelectorAll("text").forEach(function (text) { least = Math.min(least, scale * parseFloat(getComputedStyle(text).fontSize)); });
    });
    return least;
  }

  addEventListener("load", function () {
    var strikes = document.querySelector("#strikes table"), buckets = document.querySelector("#buckets table");
    var net = heading(strikes, "net"), button = net.querySelector("button");
    var pictures = Array.from(document.querySelectorAll("main svg")).filter(function (svg) { return svg.getBoundingClientRect().width > 0; });
    var seen = {
      Width: innerWidth, Scroll: document.documentElement.scrollWidth, Title: document.title, Text: document.body.innerText,
      Shown: pictures.length, Smallest: smallestText(pictures), Orders: [net.getAttribute("aria-sort")],
    };
    button.focus();
    seen.Focused = document.activeElement === button && button.tabIndex === 0 && button.type === "button";
    seen.Came = column(strikes, "net");
    ["Down", "Up", "Back"].forEach(function (state) {
      button.click();
      seen.Orders.push(net.getAttribute("aria-sort"));
      seen[state] = column(strikes, "net");
    });
    heading(buckets, "bucket").querySelector("button").click();
    seen.Buckets = column(buckets, "bucket");
    seen.Resources = performance.getEntriesByType("resource").length;
    seen.Blocked = blocked;
    parent.postMessage(seen, "*");
  });
})();
