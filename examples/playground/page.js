"use strict";
// The page: what is typed goes to the library, and what the library says is drawn. Everything is put in as text or as parsed drawings, never
// as markup, and nothing is fetched.
(async () => {
	const $ = id => document.getElementById(id);
	const text = $("text"), status = $("status");

	// make(tag, class, …children) is an element; children are elements or text.
	const make = (tag, name, ...children) => {
		const e = document.createElement(tag);
		if (name) e.className = name;
		e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
		return e;
	};
	const list = (tag, name, items, each) => make(tag, name, ...(items || []).map(each));
	const count = (n, noun) => n + " " + noun + (n === 1 ? "" : "s");

	// ---- the library

	async function start() {
		const code = atob($("library").textContent);
		const packed = Uint8Array.from(code, c => c.charCodeAt(0));
		const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
		const go = new Go();
		const { instance } = await WebAssembly.instantiate(await new Response(unpacked).arrayBuffer(), go.importObject);
		go.run(instance);
		$("library").remove();
	}

	// ---- the text

	function number(wrong) {
		const lines = text.value.split("\n").length;
		const rows = [];
		for (let n = 1; n <= lines; n++) {
			const row = make("span", wrong.has(n) ? "wrong" : "", String(n));
			rows.push(row, "\n");
		}
		$("numbers").replaceChildren(...rows);
		$("numbers").scrollTop = text.scrollTop;
	}

	function go(line) {
		const before = text.value.split("\n").slice(0, line - 1).join("\n");
		const from = line > 1 ? before.length + 1 : 0;
		const end = text.value.indexOf("\n", from);
		text.focus();
		text.setSelectionRange(from, end < 0 ? text.value.length : end);
		text.scrollTop = Math.max(0, (line - 4) * 19.5);
	}

	function toLine(line) {
		const b = make("button", "line", String(line));
		b.type = "button";
		b.setAttribute("aria-label", "Go to line " + line);
		b.addEventListener("click", () => go(line));
		return b;
	}

	// ---- what comes of it

	const effects = { refuses: "refuses", holds: "held back: not known", warns: "warning", informs: "for information", overridden: "overridden",
		suspended: "suspended", "not-judged": "not judged" };
	const source = c => [c.source.title, c.source.edition, c.source.year, c.place].filter(Boolean).join(", ") +
		(c.provenance ? " (" + c.provenance + ")" : "");

	// sources are all there; more than two are folded.
	function sources(f) {
		const all = [...new Set([...(f.limit && f.limit.cites || []), ...(f.cites || [])].map(source))].map(c => make("p", "source", "Source: " + c));
		return all.length < 3 ? all : [all[0], make("details", "", make("summary", "", count(all.length - 1, "more source")), ...all.slice(1))];
	}

	function finding(f) {
		return make("li", f.effect,
			make("p", "mark", effects[f.effect] || f.effect),
			make("p", "", f.message || f.title),
			f.limit ? make("p", "rule", f.limit.title + ": " + f.limit.value) : null,
			f.remedy ? make("p", "", "To resolve: " + f.remedy) : null,
			f.override && f.override.allowed ? make("p", "", "May be overridden: " + (f.override.document || "with a reason")) : null,
			make("p", "rule", f.rule),
			...sources(f));
	}

	function step(s) {
		const loud = f => f.effect !== "informs" && f.effect !== "not-judged";
		const findings = s.decision.findings || [];
		const first = findings.filter(loud), rest = findings.filter(f => !loud(f));
		const more = make("div", "more");
		if (first.length) more.append(list("ul", "findings", first, finding));
		if (s.instead) more.append(make("p", "", "Possible: " + s.instead));
		if (rest.length) more.append(make("details", "", make("summary", "", count(rest.length, "remark")), list("ul", "findings", rest, finding)));
		const unknown = s.decision.notKnown || [];
		if (unknown.length) more.append(make("details", "", make("summary", "", "Not known: " + unknown.length), list("ul", "", unknown, u => make("li", "rule", u))));
		const word = s.status.split(":")[0];
		return make("li", "", toLine(s.line), make("span", "said", s.text), make("span", "mark " + word, s.status), more.childNodes.length ? more : null);
	}

	const drawings = { stages: "Path: stages", levels: "Path: levels of care", courses: "Path: medication course", timeline: "Timeline",
		doses: "Calendar of doses", ahead: "Doses by day: on record, and proposed" };

	function drawing(p) {
		const svg = new DOMParser().parseFromString(p.svg, "image/svg+xml").documentElement;
		const f = make("figure", "", document.importNode(svg, true));
		f.tabIndex = 0;
		f.setAttribute("role", "group");
		f.setAttribute("aria-label", drawings[p.name] || p.name);
		return [make("h3", "", drawings[p.name] || p.name), f];
	}

	const due = o => make("li", "", make("strong", "", o.status + " " + o.due), " " + o.title);

	function mismatch(m) {
		return make("li", "", toLine(m.line), make("span", "", "expected " + m.expected + ", and came: " + m.got));
	}

	function course(c) {
		const parts = [make("p", "rule", "Judged by " + c.place + (c.draft ? " (draft)" : "") + (c.pending ? "; pending: " + c.pending : ""))];
		if (c.mismatches.length) parts.push(make("h3", "", "Not as expected"), list("ul", "problems", c.mismatches, mismatch));
		parts.push(make("h3", "", "Line by line"), list("ol", "steps", c.steps, step));
		if (c.stands) parts.push(make("h3", "", "In the end"), make("p", "", c.stands.join(" · ")));
		for (const p of c.pictures || []) parts.push(...drawing(p));
		if (c.due && c.due.length) parts.push(make("h3", "", "What is to be done"), list("ul", "due", c.due, due));
		return parts;
	}

	function summary(answer, took) {
		if (answer.problems.length) return count(answer.problems.length, "problem") + " in the text.";
		const expected = answer.courses.reduce((n, c) => n + c.expected, 0);
		const wrong = answer.courses.filter(c => !c.holds && !c.pending).length;
		const open = answer.courses[answer.open];
		const refused = (open.steps || []).filter(s => s.status === "refused").length;
		const said = expected === 0 ? count((open.steps || []).length, "event") + ", " + count(refused, "request") + " refused" :
			count(answer.courses.length, "case") + ", " + count(expected, "expectation") + ": " + (wrong ? wrong + " not as expected" : "all as expected");
		return said + ". (" + took + " ms)";
	}

	// ---- days ahead: asked for when somebody has chosen a course, and again with each change of the text

	const given = new Map(); // what was decided, by question
	const choose = (id, first, items) => $(id).replaceChildren(...(first ? [new Option(first, "")] : []), ...items.map(i => new Option(i.title, i.id)));
	const labelled = (text, field) => make("label", "", text + " ", field);

	function question(q) {
		const field = document.createElement("input");
		field.name = q.id;
		field.size = 8;
		field.autocomplete = "off";
		field.value = given.get(q.id) || "";
		return labelled(q.text + (q.range ? " (" + q.range + ")" : "") + " (30 mg, say, or 5 for days)", field);
	}

	function day(d) {
		const more = d.lines.length ? make("details", "", make("summary", "", d.why || "more"), list("ul", "", d.lines, l => make("li", "", l))) : d.why;
		return make("tr", "", make("th", "", d.date), make("td", "", d.what), make("td", "", d.standing), make("td", "", more));
	}

	function table(days) {
		const head = make("tr", "", ...["Day", "Doses", "Stands", "Why, and what to look at"].map(t => make("th", "", t)));
		for (const th of head.children) th.scope = "col";
		const rows = days.map(day);
		for (const r of rows) r.firstChild.scope = "row";
		return make("table", "", make("thead", "", head), make("tbody", "", ...rows));
	}

	function propose() {
		const parts = [];
		$("ahead-status").textContent = "";
		if ($("course").value) {
			const ask = { course: $("course").value, product: $("product").value, setting: $("setting").value, answers: Object.fromEntries(given) };
			const a = JSON.parse(oudpathAfter(text.value, chosen, JSON.stringify(ask)));
			$("ahead-status").textContent = a.problem ? "No days: " + a.problem : a.title + ": " + a.standing + ", " + count(a.days.length, "day") + ", " +
				count(a.questions.length, "question") + ".";
			const fields = a.questions.map(question);
			for (const [id, value] of given) if (!a.questions.some(q => q.id === id)) fields.push(labelled(id + " (decided)", Object.assign(make("input"), { name: id, size: 8, value })));
			$("answers").replaceChildren(...fields, ...(fields.length ? [make("button", "", "Propose again")] : []));
			if (a.svg) parts.push(...drawing({ name: "ahead", svg: a.svg }));
			if (a.days.length) parts.push(make("div", "wide", table(a.days)));
			if (a.notes.length) parts.push(make("h3", "", "What is known of such a course"), list("ul", "due", a.notes, n => make("li", "", n)));
		} else {
			$("answers").replaceChildren();
		}
		$("proposal").replaceChildren(...parts);
	}

	let chosen = 0;
	function look() {
		const began = performance.now();
		const answer = JSON.parse(oudpath(text.value, chosen));
		const took = Math.round(performance.now() - began);
		number(new Set([...answer.problems, ...answer.courses.flatMap(c => c.mismatches)].map(p => p.line)));
		status.textContent = summary(answer, took);
		status.dataset.took = took;
		$("problems").replaceChildren(list("ul", "problems", answer.problems, p => make("li", "", toLine(p.line), make("span", "", p.what))));
		$("ahead").hidden = !answer.courses.length;
		if (!answer.courses.length) { // what was there stays, as what it is
			$("outcome").classList.add("stale");
			if ($("outcome").childNodes.length) $("problems").append(make("p", "rule", "Below: what came of the last text that could be read."));
			return;
		}
		const names = answer.courses.map((c, i) => new Option((c.holds || c.pending ? "" : "not as expected: ") + c.name, i, false, i === answer.open));
		$("case").replaceChildren(...names);
		$("cases").hidden = names.length < 2;
		$("outcome").classList.remove("stale");
		$("outcome").replaceChildren(...course(answer.courses[answer.open]));
		propose();
	}

	let waiting;
	const soon = () => { clearTimeout(waiting); waiting = setTimeout(look, 150); };
	function begin(value) {
		text.value = value;
		text.scrollTop = 0;
		chosen = 0;
		look();
	}

	const samples = JSON.parse($("samples").textContent);
	$("sample").replaceChildren(...samples.map((s, i) => new Option(s.name, i)));
	text.value = samples[0].text;
	number(new Set());
	text.addEventListener("scroll", () => { $("numbers").scrollTop = text.scrollTop; });
	try {
		await start();
	} catch (e) {
		status.textContent = "The library cannot be started in this browser: " + e.message;
		return;
	}
	const choices = JSON.parse(oudpathChoices());
	choose("course", "none", choices.courses);
	choose("product", "not stated", choices.products);
	choose("setting", "not stated", choices.settings);
	look();
	$("started").textContent = "Started in " + Math.round(performance.now()) + " ms.";
	text.addEventListener("input", soon);
	$("sample").addEventListener("change", e => begin(samples[e.target.value].text));
	$("file").addEventListener("change", async e => { if (e.target.files[0]) begin(await e.target.files[0].text()); });
	for (const id of ["course", "product", "setting"]) $(id).addEventListener("change", () => { if (id === "course") given.clear(); propose(); });
	$("answers").addEventListener("submit", e => {
		e.preventDefault();
		for (const field of e.target.querySelectorAll("input")) field.value.trim() ? given.set(field.name, field.value) : given.delete(field.name);
		for (const [id, said] of given) if (/^[0-9]+$/.test(said.trim())) given.set(id, said.trim());
		propose();
	});
	$("case").addEventListener("change", e => { chosen = Number(e.target.value); look(); });
	document.body.dataset.ready = "yes";
})();
