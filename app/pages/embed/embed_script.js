// Asks the JSON API and shows its answer. Everything that comes in is written as text, never as markup.
"use strict";
{
	const words = JSON.parse(document.body.dataset.words);
	const { persona } = document.body.dataset;
	const log = document.getElementById("gesprek");
	const box = document.getElementById("vraag");
	const form = document.querySelector("form");
	const button = form.querySelector("button");
	const history = [];
	const MOST_HISTORY = 10;
	const MOST_WAITS = 60;

	const made = (tag, text = "", attributes = {}) => {
		const part = document.createElement(tag);
		part.textContent = text;
		for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
		return part;
	};
	const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

	const asked = async (question, waiting) => {
		const body = JSON.stringify({ question, persona, history: history.slice(-MOST_HISTORY) });
		for (let wait = 0; ; wait++) {
			const reply = await fetch("./api/v1/ask", { method: "POST", headers: { "content-type": "application/json" }, body });
			const said = await reply.json().catch(() => ({ error: words.failed }));
			if (reply.ok) return said;
			if (reply.status !== 503 || wait === MOST_WAITS) throw new Error(said.error ?? words.failed);
			waiting.textContent = words.loading;
			await pause(Number(reply.headers.get("retry-after")) || 2);
		}
	};

	const sentences = (answer, turn) => {
		const shown = made("div", "", { lang: answer.language, class: "sentences" });
		let block = null;
		for (const sentence of answer.sentences) {
			const item = sentence.text.startsWith("- ");
			const tag = item ? "UL" : "P";
			if (block?.tagName !== tag) shown.append((block = made(tag)));
			const part = block.appendChild(made(item ? "li" : "span", `${item ? sentence.text.slice(2) : sentence.text} `));
			for (const n of sentence.citations) part.append(made("a", `[${n}]`, { href: `#bron-${turn}-${n}` }), " ");
		}
		return shown;
	};

	const place = (citation) =>
		[
			/^\d/.test(citation.section) ? `${words.section} ${citation.section}` : citation.section,
			citation.action && `${words.action} ${citation.action.split("/").pop()}`,
			citation.page !== null && `${words.page} ${citation.page}`,
		].filter(Boolean).join(" · ");

	const sources = (answer, turn) => {
		const shown = made("details");
		const list = made("ol");
		shown.append(made("summary", `${words.sources} (${answer.citations.length})`), list);
		for (const citation of answer.citations) {
			const item = made("li", "", { id: `bron-${turn}-${citation.n}`, value: citation.n, tabindex: "-1" });
			item.append(made("p", `${citation.title} · ${place(citation)}`), made("blockquote", citation.quote, { lang: "nl" }));
			list.append(item);
		}
		return shown;
	};

	const contact = (text) =>
		/^https?:\/\/\S+$/.test(text) ? made("a", text, { href: text, target: "_blank", rel: "noopener noreferrer" }) : made("span", text);

	const show = (answer, turn, into) => {
		into.replaceChildren(made("p", words[`status_${answer.status}`], { class: "status" }), sentences(answer, turn));
		if (answer.notices.length) {
			const list = made("ul", "", { lang: "nl" });
			list.append(...answer.notices.map((notice) => made("li", notice)));
			into.append(made("h2", words.notice), list);
		}
		if (answer.handover) {
			into.append(made("h2", words.handover), made("p", answer.handover.text, { lang: answer.language }));
			if (answer.handover.contact) into.append(contact(answer.handover.contact));
		}
		if (answer.citations.length) into.append(sources(answer, turn));
	};

	const ask = async (question) => {
		const turn = history.length + 1;
		const bubble = made("p", "", { class: "question" });
		bubble.append(made("span", `${words.asked}: `, { class: "read-aloud" }), question);
		const into = made("div", words.searching, { class: "answer" });
		log.append(bubble, into);
		bubble.scrollIntoView({ block: "start" });
		button.disabled = true;
		try {
			show(await asked(question, into), turn, into);
			history.push(question);
		} catch (error) {
			const said = error instanceof TypeError ? words.no_connection : error.message;
			into.replaceChildren(made("p", words.problem, { class: "status" }), made("p", said));
			box.value ||= question;
		}
		button.disabled = false;
		bubble.scrollIntoView({ block: "start" });
	};

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const question = box.value.trim();
		if (!question || button.disabled) return;
		box.value = "";
		ask(question);
	});
	box.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	});
	log.addEventListener("click", (event) => {
		const target = event.target.hash?.startsWith("#bron-") && document.getElementById(event.target.hash.slice(1));
		if (!target) return;
		event.preventDefault();
		target.closest("details").open = true;
		target.scrollIntoView({ block: "nearest" });
		target.focus({ preventScroll: true });
	});
}
