// A chosen file goes to the server as it is and comes back as text, into the text box.
const words = () => element.querySelector(".file-choice").dataset;
const say = (text, problem = false) => {
	const status = element.querySelector(".file-status");
	status.textContent = text;
	status.classList.toggle("problem-line", problem);
};
element.addEventListener("change", async (event) => {
	const [file] = event.target.files ?? [];
	if (!file) return;
	event.target.value = "";
	if (file.size > Number(words().most)) return say(words().tooLarge, true);
	say(words().reading);
	try {
		const address = new URL("./toets-een-boodschap/lees", location.href);
		address.searchParams.set("naam", file.name);
		address.searchParams.set("taal", words().language);
		const answer = await fetch(address, { method: "POST", body: file });
		const { text, problem } = await answer.json();
		if (problem) return say(problem, true);
		const box = document.querySelector("#boodschap textarea");
		box.value = text;
		box.dispatchEvent(new Event("input", { bubbles: true }));
		say(words().read);
		box.focus();
		box.setSelectionRange(0, 0);
		box.scrollTop = 0;
	} catch {
		say(words().failed, true);
	}
});
