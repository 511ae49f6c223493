/* What the page cannot say in HTML or in Gradio's options: one radio group with a name, the reader's words for parts
   that Gradio names in English, and opening a source card without moving the answer beside it. */
(words) => {
	// What a reader folded or unfolded stays so when a filter draws the page anew.
	const folds = new Map();
	const mend = () => {
		for (const part of document.querySelectorAll(".toast-title, .toast-message-text")) {
			const said = part.textContent.trim();
			if (said in words.toasts) part.textContent = words.toasts[said];
		}
		for (const close of document.querySelectorAll(".toast-close")) close.setAttribute("aria-label", words.close);
		for (const log of document.querySelectorAll("#gesprek [role=log]")) log.setAttribute("aria-label", words.conversation);
		for (const part of document.querySelectorAll("#gesprek [data-testid][aria-label]")) part.removeAttribute("aria-label");
		for (const group of document.querySelectorAll("#profiel, .chips")) {
			const name = group.querySelector("[data-testid=block-info]")?.textContent.trim();
			if (!name || group.ariaLabel === name) continue;
			group.setAttribute("role", "radiogroup");
			group.setAttribute("aria-label", name);
			for (const choice of group.querySelectorAll("input")) choice.name = group.id;
		}
		document.querySelector("#telling:not([aria-live])")?.setAttribute("aria-live", "polite");
		const here = document.querySelector(".main-menu [aria-current]");
		const title = here?.pathname.endsWith("/") ? "Duaalwijzer" : `${here?.textContent} · Duaalwijzer`;
		if (here && document.title !== title) document.title = title;
		for (const fold of document.querySelectorAll("details.fold:not([data-kept])")) {
			fold.dataset.kept = "";
			if (folds.has(fold.id)) fold.open = folds.get(fold.id);
		}
		const evidence = document.querySelector("dialog.evidence:not([data-shown])");
		if (!evidence) return;
		evidence.dataset.shown = "";
		evidence.showModal();
		evidence.querySelector("h2").focus();
	};
	mend();
	new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
	document.addEventListener("click", (event) => {
		const fold = event.target.closest("details.fold > summary")?.parentElement;
		if (fold) folds.set(fold.id, !fold.open);
		if (event.target.matches("dialog.evidence, dialog.evidence .close")) event.target.closest("dialog").close();
		const link = event.target.closest("a.cite, a.back, a.skip-link");
		const target = link && document.getElementById(link.hash.slice(1));
		if (!target) return;
		event.preventDefault();
		for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
		(target.closest(".card") ?? target).scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
		(target.querySelector("textarea") ?? target).focus({ preventScroll: true });
	});
}
