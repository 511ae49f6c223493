/* What the page cannot say in HTML or in Gradio's options: one radio group with a name, Dutch names for parts
   that Gradio names in English, and opening a source card without moving the answer beside it. */
() => {
	const dutch = {
		"Connection Lost": "De verbinding viel weg",
		"Connection to the server was lost. Attempting reconnection...": "De pagina probeert opnieuw te verbinden.",
		"Connection errored out.": "De verbinding viel weg. Stel je vraag straks opnieuw.",
	};
	const mend = () => {
		for (const part of document.querySelectorAll(".toast-title, .toast-message-text")) {
			if (part.textContent.trim() in dutch) part.textContent = dutch[part.textContent.trim()];
		}
		for (const close of document.querySelectorAll(".toast-close")) close.setAttribute("aria-label", "Sluiten");
		for (const log of document.querySelectorAll("#gesprek [role=log]")) log.setAttribute("aria-label", "Gesprek");
		for (const part of document.querySelectorAll("#gesprek [data-testid][aria-label]")) part.removeAttribute("aria-label");
		const persona = document.querySelector("#profiel:not([role])");
		if (!persona) return;
		persona.setAttribute("role", "radiogroup");
		persona.setAttribute("aria-label", persona.querySelector("[data-testid=block-info]").textContent);
		for (const choice of persona.querySelectorAll("input")) choice.name = "profiel";
	};
	mend();
	new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
	document.addEventListener("click", (event) => {
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
