// The result stands whole on the page; this opens findings, filters them, copies suggestions and fetches the report.
const find = (selector) => element.querySelector(selector);
const open = (number) => {
	const finding = element.querySelector(`#bevinding-${number}`);
	const dialog = find("dialog.finding-window");
	find("#bevinding-titel").textContent = finding.dataset.title;
	find(".window-content").replaceChildren(...[...finding.children].map((part) => part.cloneNode(true)));
	for (const context of dialog.querySelectorAll("details.around")) context.open = true;
	dialog.showModal();
	dialog.scrollTop = 0;
	find("#bevinding-titel").focus();
};
const filter = () => {
	const only = find(".only-attention").checked;
	let left = 0;
	for (const finding of element.querySelectorAll(".finding")) {
		finding.hidden = only && !("attention" in finding.dataset);
		left += !finding.hidden;
	}
	find(".nothing-left").hidden = left > 0;
};
const byHand = (text) => {
	const box = document.createElement("textarea");
	box.value = text;
	(find("dialog[open]") ?? element).append(box);
	box.select();
	const copied = document.execCommand("copy");
	box.remove();
	return copied;
};
const copy = async (button) => {
	const status = button.parentElement.querySelector(".copy-status");
	let copied = true;
	try {
		await navigator.clipboard.writeText(button.dataset.text);
	} catch {
		copied = byHand(button.dataset.text);
		button.focus();
	}
	status.textContent = copied ? button.dataset.copied : button.dataset.failed;
};
const download = async (button) => {
	const status = find(".report-status");
	const words = find("section.checked").dataset;
	button.disabled = true;
	status.textContent = words.making;
	try {
		const address = new URL("./toets-een-boodschap/rapport.docx", location.href);
		address.searchParams.set("taal", words.language);
		const answer = await fetch(address, { method: "POST", body: words.text });
		if (!answer.ok) throw new Error((await answer.json()).problem);
		const link = document.createElement("a");
		link.href = URL.createObjectURL(await answer.blob());
		link.download = words.file;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
		status.textContent = words.made;
	} catch (error) {
		status.textContent = error instanceof TypeError || !error.message ? words.failed : error.message;
	} finally {
		button.disabled = false;
	}
};
element.addEventListener("click", (event) => {
	const sentence = event.target.closest("a.sent");
	const button = event.target.closest("button");
	if (sentence) {
		event.preventDefault();
		open(sentence.dataset.finding);
	} else if (event.target.matches("dialog.finding-window") || button?.matches(".close")) {
		find("dialog.finding-window").close();
	} else if (button?.matches(".copy")) {
		copy(button);
	} else if (button?.matches(".make-report")) {
		download(button);
	}
});
element.addEventListener("change", (event) => {
	if (event.target.matches(".only-attention")) filter();
});
// Whoever asked for a result is taken to it.
new MutationObserver(() => {
	const result = find("section.checked:not([data-shown])");
	if (!result) return;
	result.dataset.shown = "";
	find("#uitslag").focus();
}).observe(element, { childList: true, subtree: true });
