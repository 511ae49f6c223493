/* The Ask page: keeps the questions of this tab in the visitor's own browser, so that another language, another page
   or a reload does not lose the conversation; reads a link to an answer; copies, prints and shares the latest answer. */
() => {
	const NAME = "duaalwijzer";
	const read = () => {
		try {
			return JSON.parse(sessionStorage.getItem(NAME)) ?? [];
		} catch {
			return [];
		}
	};
	const write = (record) => {
		try {
			if (record === "[]") sessionStorage.removeItem(NAME);
			else sessionStorage.setItem(NAME, record);
		} catch {
			// A browser that keeps nothing answers all the same.
		}
	};
	/* A link carries its question behind the #, which no server is sent; once read, it leaves the address. */
	const linked = () => {
		const link = new URLSearchParams(location.hash.slice(1));
		if (!link.get("vraag")) return null;
		history.replaceState(null, "", location.pathname + location.search);
		const asked = (vraag) => ({ vraag, profiel: link.get("profiel") });
		return [...link.getAll("eerder").map(asked), { ...asked(link.get("vraag")), versie: link.get("versie") }];
	};
	window.duaalwijzer = { kept: () => JSON.stringify(linked() ?? read()) };
	addEventListener("hashchange", () => {
		if (new URLSearchParams(location.hash.slice(1)).has("vraag")) location.reload();
	});

	// What had the focus is gone: it goes on from the nearest thing that stays.
	const focusOn = (place) => {
		place.tabIndex = -1;
		place.focus({ preventScroll: true });
	};
	const follow = () => {
		// Until its answer stands, a conversation announces nothing; then all that is new, once.
		for (const log of document.querySelectorAll("#gesprek [role=log]")) {
			const busy = String(Boolean(log.querySelector(".answer.waiting")));
			if (log.getAttribute("aria-busy") !== busy) log.setAttribute("aria-busy", busy);
		}
		const kept = document.querySelector(".kept:not([data-read])");
		if (kept) {
			kept.dataset.read = "";
			write(kept.dataset.kept);
			document.querySelector("#oordeel-gezegd p")?.remove();
		}
		const thanks = document.querySelector("#oordeel-gezegd .thanks");
		const form = thanks && document.querySelector("form.feedback");
		if (!form) return;
		const wasThere = form.contains(document.activeElement);
		form.remove();
		if (wasThere) focusOn(thanks);
	};
	follow();
	new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });

	const copied = async (text, field) => {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch {
			// Without https a browser has no clipboard for pages; the old way works there.
			field.value = text;
			field.hidden = false;
			field.select();
			return document.execCommand("copy");
		}
	};
	const does = {
		async copy(tools, button, field) {
			const area = document.createElement("textarea");
			document.body.append(area);
			const done = await copied(tools.dataset.text, area);
			area.remove();
			return done ? button.dataset.done : button.dataset.failed;
		},
		async share(tools, button, field) {
			field.value = location.origin + location.pathname + tools.dataset.link;
			field.hidden = false;
			const done = await copied(field.value, field);
			return done ? button.dataset.done : button.dataset.failed;
		},
		async print() {
			window.print();
			return "";
		},
	};
	document.addEventListener("click", async (event) => {
		if (event.target.closest("button.follow-up")) focusOn(document.querySelector("#gesprek [role=log]"));
		const button = event.target.closest("button.tool");
		if (!button) return;
		const after = button.closest(".after");
		const told = await does[button.dataset.do](button.parentElement, button, after.querySelector(".share-link"));
		after.querySelector(".told").textContent = told;
	});

	// On paper nothing can be unfolded.
	let unfolded = [];
	addEventListener("beforeprint", () => {
		unfolded = [...document.querySelectorAll("#bronnen details:not([open]):not(.page)")];
		for (const fold of unfolded) fold.open = true;
	});
	addEventListener("afterprint", () => {
		for (const fold of unfolded) fold.open = false;
	});
}
