"use strict";
/* Keys of the queue. Everything they do, a button does without them. */
(function () {
  var busy = false;

  function typing(target) {
    return target && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  }

  function help(show) {
    var box = document.getElementById("help");
    if (box) { box.hidden = show === undefined ? !box.hidden : !show; }
  }

  /* the key's place on the board, whatever the input method makes of it */
  function code(event) {
    if (event.code === "Slash" && (event.shiftKey || event.key === "?")) { return "Help"; }
    return event.code.replace("Numpad", "Digit");
  }

  function open(details) {
    document.querySelectorAll("details.pop[open]").forEach(function (other) { if (other !== details) { other.open = false; } });
    details.open = true;
    var field = details.querySelector("input:not([type=hidden]), textarea, select");
    if (field) { field.focus(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) {
      if (event.ctrlKey && event.code === "Enter" && event.target.form) { event.target.form.requestSubmit(); }
      return;
    }
    if (event.code === "Escape") {
      document.querySelectorAll("details.pop[open]").forEach(function (details) { details.open = false; });
      help(false);
      if (typing(event.target)) { event.target.blur(); }
      return;
    }
    if (typing(event.target) && event.target.type !== "checkbox" || busy || event.repeat) { return; }
    if (event.shiftKey && code(event) !== "Help") { return; }
    if (code(event) === "Slash") {
      event.preventDefault();
      document.getElementById("search").focus();
      return;
    }
    var button = document.querySelector("[data-key=" + code(event) + "]");
    if (!button) { return; }
    event.preventDefault();
    if (button.tagName === "SUMMARY") { open(button.parentNode); return; }
    if (code(event) !== "Help") { busy = true; }
    button.click();
  });

  document.querySelectorAll("button.help").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { help(); });
  });

  /* a click into the captured page must not take the keyboard away */
  window.addEventListener("blur", function () {
    setTimeout(function () {
      if (document.activeElement && document.activeElement.tagName === "IFRAME") {
        document.activeElement.blur();
        window.focus();
      }
    }, 0);
  });
  window.addEventListener("pageshow", function () { busy = false; });

  /* a page that is being read again: its result is put in where one waits for it, nothing else moves */
  var recheck = document.getElementById("recheck");
  function wait() {
    if (!recheck || !recheck.querySelector("[data-running]")) { return; }
    setTimeout(function () {
      fetch(recheck.dataset.address, { credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(answer.status);
      }).then(function (text) {
        recheck.innerHTML = text;
        var button = document.querySelector("[data-key=KeyR]");
        if (button) { button.disabled = !!recheck.querySelector("[data-running]"); }
        wait();
      }).catch(function () { recheck.textContent = "看不到复查结果；请刷新页面。"; });
    }, 1000);
  }
  wait();

  /* the picture is opened at the hit */
  var picture = document.querySelector(".picture[data-hit] img");
  function show() {
    var hit = Number(picture.parentNode.dataset.hit) * picture.clientWidth / (picture.naturalWidth || 1);
    picture.parentNode.scrollTop = Math.max(0, hit - picture.parentNode.clientHeight / 3);
  }
  if (picture && picture.complete) { show(); } else if (picture) { picture.addEventListener("load", show); }

  var here = document.getElementById("here");
  if (here) { here.scrollIntoView({ block: "nearest" }); }

  /* shift and a click tick all between */
  var last = null;
  document.querySelectorAll("input[name=pick]").forEach(function (box, index, all) {
    box.addEventListener("click", function (event) {
      if (event.shiftKey && last !== null) {
        for (var i = Math.min(last, index); i <= Math.max(last, index); i++) { all[i].checked = box.checked; }
      }
      last = index;
    });
  });

  document.querySelectorAll(".filter select, .filter input[type=checkbox]").forEach(function (field) {
    field.addEventListener("change", function () { field.form.submit(); });
  });
})();
