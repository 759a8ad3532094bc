(() => {
  const field = document.getElementById("search"), shown = document.getElementById("shown");
  if (!field) return;
  field.parentElement.hidden = false;
  const all = [...document.querySelectorAll(".scenario")];
  const texts = new Map();
  const count = () => { shown.textContent = all.filter(one => one.offsetParent !== null).length + " of " + all.length + " shown"; };
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word);
    for (const one of all) {
      if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
      one.classList.toggle("unmatched", !words.every(word => texts.get(one).includes(word)));
    }
    count();
  };
  field.addEventListener("input", search);
  document.querySelector(".filters").addEventListener("change", count);
  document.querySelector(".filters").addEventListener("submit", event => event.preventDefault());
  count();
})();
