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

  function visible(rows) { return Array.from(rows).filter(function (row) { return row.getBoundingClientRect().height > 0; }).length; }

  function type(input, text) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Rows of the strikes from 6,600 to 6,650, then of one expiry, then all again.
  function filtered() {
    var section = document.getElementById("strikes"), rows = section.querySelector("table").tBodies[0].rows;
    var inputs = section.querySelectorAll("form.filter input"), select = section.querySelector("form.filter select");
    var out = { All: visible(rows) };
    type(inputs[0], "6,600");
    type(inputs[1], "6650");
    out.Range = visible(rows);
    type(select, "1");
    var own = section.querySelector(".own table");
    out.Whole = visible(rows);
    out.Expiry = select.selectedOptions[0].textContent;
    out.Own = Array.from(own.tBodies[0].rows).map(function (row) { return Array.from(row.cells).slice(0, 4).map(function (c) { return c.textContent; }).join(" "); });
    type(select, "");
    type(inputs[0], "");
    type(inputs[1], "six");
    out.Invalid = inputs[1].getAttribute("aria-invalid");
    type(inputs[1], "");
    out.Again = visible(rows);
    var far = document.querySelector("#expiries form.filter input"), all = document.querySelector("#expiries table").tBodies[0].rows;
    type(far, "7");
    out.Near = visible(all);
    type(far, "");
    return out;
  }

  // What the crosshair says in the middle of the profile, by a mouse and by a finger, and whether it goes away.
  function pointed() {
    var figure = document.querySelector("figure.profile"), svg = Array.from(figure.querySelectorAll("svg")).find(function (s) { return s.getBoundingClientRect().width > 0; });
    svg.scrollIntoView({ block: "center" });
    var at = svg.getBoundingClientRect(), readout = figure.querySelector(".readout");
    var send = function (name, kind, x) {
      svg.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: kind, clientX: at.left + x * at.width, clientY: at.top + 0.6 * at.height }));
      return readout.hidden ? "" : readout.textContent;
    };
    var out = { Mouse: send("pointermove", "mouse", 0.5), Touch: send("pointerdown", "touch", 0.7), Lines: svg.querySelectorAll(".gex-cross").length };
    figure.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" }));
    out.Gone = readout.hidden;
    return out;
  }

  function enlarged() {
    var figure = document.querySelector("figure.strikes"), button = figure.querySelector("button.enlarge");
    var width = function () { return Math.max.apply(null, Array.from(figure.querySelectorAll("svg")).map(function (s) { return s.getBoundingClientRect().width; })); };
    var before = width();
    button.click();
    var out = { Before: before, Large: width(), Pressed: button.getAttribute("aria-pressed"), Scroll: document.documentElement.scrollWidth };
    button.click();
    out.After = width();
    return out;
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
    seen.Filter = filtered();
    seen.Pointed = pointed();
    seen.Enlarged = enlarged();
    seen.Resources = performance.getEntriesByType("resource").length;
    seen.Blocked = blocked;
    parent.postMessage(seen, "*");
  });
})();
