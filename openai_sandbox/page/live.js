// Updates the parts of the page that are marked with data-live, once a second, while the page is visible.
// Elements are compared by their id, so the focus and the scroll position stay.
"use strict";

function update(old, fresh) {
  for (const child of [...old.children]) {
    if (!fresh.querySelector("#" + CSS.escape(child.id))) child.remove();
  }
  let position = old.firstElementChild;
  for (const child of [...fresh.children]) {
    const same = document.getElementById(child.id);
    if (!same) {
      old.insertBefore(child, position);
      continue;
    }
    position = same.nextElementSibling;
    const active = document.activeElement;
    if (same.innerHTML !== child.innerHTML && (same === active || !same.contains(active))) {
      same.replaceChildren(...child.childNodes);
    }
  }
}

async function refresh() {
  const parts = document.querySelectorAll("[data-live]");
  if (document.visibilityState === "visible" && parts.length) {
    try {
      const answer = await fetch(location.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts) {
        const replacement = fresh.getElementById(part.id);
        if (answer.ok && replacement) update(part, replacement);
        document.body.classList.toggle("gone", answer.status === 404);
      }
      document.body.classList.remove("offline");
    } catch {
      document.body.classList.add("offline");
    }
  }
  setTimeout(refresh, 1000);
}

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) {
    event.preventDefault();
    search.focus();
  }
});
setTimeout(refresh, 1000);
