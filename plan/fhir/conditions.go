package fhir

import (
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// conditionRefuted are the verification statuses of what is not so.
var conditionRefuted = map[string]bool{"refuted": true, "entered-in-error": true}

// conditionGone are the clinical statuses of what is present no more; remission is not among them.
var conditionGone = map[string]bool{"inactive": true, "resolved": true}

// mayHaveEnded are the clinical statuses of a condition that has ended, by the invariant con-4 of R4; and that of none.
var mayHaveEnded = map[string]bool{"inactive": true, "resolved": true, "remission": true, "": true}

// readCondition reads a diagnosis of opioid use disorder, an overdose, or a condition that rules ask about. Where two parts of it are at odds,
// what a rule warns of is read as present, and nothing that a treatment could be allowed by.
func readCondition(x *at) {
	code := x.Get("code")
	concept := code.Concept()
	verified, sure := x.statusOf("verificationStatus")
	clinical, clear := x.statusOf("clinicalStatus")
	if clinical == "" && clear {
		clinical, clear = x.abated()
	}
	if ended, said := x.abated(); clear && said && ended != "" && !mayHaveEnded[clinical] {
		x.note(Contradiction, x.Get("clinicalStatus"), "it is said to be %s, and to have ended", clinical)
		clear = false
	}
	if !clear {
		clinical = ""
	}
	switch {
	case sure && conditionRefuted[verified]:
		x.note(NotInForce, x.Get("verificationStatus"), "%s", verified)
		return
	case sure && unconfirmed[verified]:
		x.note(x.unconfirmed(concept), x.Get("verificationStatus"), "%s: nobody has confirmed it", verified)
		return
	}
	if word := doubt(concept); word != "" {
		x.note(Contradiction, code, "its words say %q, and its code that it is so", word)
		sure = false
	}
	x.condition(clinical, verified, sure && clear, code)
}

// condition reads what a condition is that is not refuted. It is certain where no part of it is at odds with another.
func (x *at) condition(clinical, verified string, certain bool, code r4.Element) {
	concept := code.Concept()
	switch means := x.Codes.of(concept).(type) {
	case Disorder:
		if x.changed || !certain {
			return // a treatment could be allowed by it
		}
		if status := x.Get("verificationStatus"); status.Exists() && verified != "confirmed" {
			x.note(NotUnderstood, status, "whether somebody has confirmed it is not said in a way that is known")
			return
		}
		x.disorder(means, clinical, code)
	case Overdose:
		x.fact(record.Overdosed{Agent: means.Agent}, x.onset(), x.onsetElement(), code)
	case Has:
		gone := conditionGone[clinical]
		if gone && (x.changed || !certain) {
			return // something could be allowed by it
		}
		since, where := x.knownSince()
		x.fact(record.ConditionReported{Condition: means.Condition, Present: truth.Of(!gone)}, since, where, code, x.Get("clinicalStatus"))
	case Pregnancy:
		switch {
		case !certain:
		case conditionGone[clinical] || means.Status == "":
			x.note(NotInForce, x.Get("clinicalStatus"), "a pregnancy that is over, or that is not said to be one")
		default:
			x.fact(record.PregnancyReported{Status: means.Status}, x.onset(), x.onsetElement(), code)
		}
	case Harmless:
		x.note(NoMatter, code, "a condition that no rule asks about")
	default:
		x.unknownCondition(concept, code)
	}
}

// broader are the statuses of R4 that are kinds of another: who says both says the narrower.
var broader = map[string]string{"recurrence": "active", "relapse": "active", "remission": "inactive", "resolved": "inactive",
	"provisional": "unconfirmed", "differential": "unconfirmed", "active": "", "inactive": "", "unconfirmed": "", "confirmed": "",
	"refuted": "", "entered-in-error": ""}

// statusOf returns a status: the one that its codes and its words say which R4 knows, however many others stand beside it, and where there is
// none, the first code, or how somebody wrote it; former versions of FHIR have it as a text. False where they say two, which is noted.
func (x *at) statusOf(name string) (status string, agreed bool) {
	e := x.Get(name)
	concept := e.Concept()
	first := ""
	for _, said := range append(codesOf(concept), concept.Text, e.Text()) {
		word := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(said)), " ", "-")
		if word == "" {
			continue
		}
		above, known := broader[word]
		if first == "" {
			first = word
		}
		switch {
		case !known, word == status, status != "" && word == broader[status]:
		case status == "", above == status:
			status = word
		default:
			x.note(Contradiction, e, "it is said to be %s, and to be %s", status, word)
			return "", false
		}
	}
	if status == "" {
		status = first
	}
	return status, true
}

// codesOf returns the codes of a concept.
func codesOf(concept r4.Concept) (codes []string) {
	for _, c := range concept.Codings {
		codes = append(codes, c.Code)
	}
	return codes
}

// doubts are words beside a code by which it is not so, not known to be so, or of somebody else. A word for what is past is none of them: that
// is for the status.
var doubts = []string{"rule out", "ruled out", "r/o", "suspected", "suspicion", "suspicious", "possible", "possibly", "probable", "probably",
	"presumed", "questionable", "query", "unlikely", "likely", "differential", "to be confirmed", "not confirmed", "unconfirmed", "family history",
	"fh", "fhx", "screening", "at risk", "risk of", "no evidence", "no history", "no sign", "no signs", "denies", "denied", "negative for",
	"absence of", "excluded", "exclude", "never", "maternal", "partner", "?"}

// doubt returns the first word beside the codes by which the condition is not known to be so; empty for none.
func doubt(concept r4.Concept) string {
	if text := doubtIn(concept.Text); text != "" {
		return text
	}
	for _, c := range concept.Codings {
		if text := doubtIn(c.Display); text != "" {
			return text
		}
	}
	return ""
}

func doubtIn(text string) string {
	text = " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '/' || r == '?' || r == '-' || r > 0x7f)
	}), " ") + " "
	text = strings.ReplaceAll(text, "?", " ? ")
	for _, word := range doubts {
		if strings.Contains(text, " "+word+" ") {
			return word
		}
	}
	return ""
}

// abated returns the clinical status of a condition of which an end is stated and no status: resolved, once that is past. False where it says
// something of an end, and not that it was.
func (x *at) abated() (clinical string, clear bool) {
	abated, typ := x.Choice("abatement")
	over, isBool := abated.Bool()
	switch {
	case typ == "" || isBool && !over:
		return "", true
	case isBool, typ == "Age", typ == "Range": // of somebody who has been as old
		return "resolved", true
	case typ == "DateTime" || typ == "Period":
		for _, end := range [...]r4.Time{abated.Time(), abated.Period().End} {
			if !end.IsZero() && !end.Latest(x.Zone).After(x.AsOf) {
				return "resolved", true
			}
		}
		return "", true
	}
	x.note(NotUnderstood, abated, "whether it has ended is not said in a way that is known")
	return "", false
}

// remissionIn reports whether the words beside the codes say that it is in remission.
func remissionIn(concept r4.Concept) bool {
	for _, said := range append([]r4.Coding{{Display: concept.Text}}, concept.Codings...) {
		if text := strings.ToLower(said.Display); strings.Contains(text, "remission") && !strings.Contains(text, "not in") &&
			!strings.Contains(text, "without") && !strings.Contains(text, "no remission") {
			return true
		}
	}
	return false
}

// knownSince returns since when a condition is known, and the element that says so. Where none does, it holds at the last change of the resource,
// which is noted.
func (x *at) knownSince() (since r4.Time, where r4.Element) {
	where = x.onsetElement()
	if since = where.Time(); since.IsZero() {
		x.note(NotKnownWhen, where, "since when is not stated: it holds at the last change of the resource")
		return x.lastChange(), where
	}
	return since, where
}

// unconfirmed are the verification statuses of what may be so.
var unconfirmed = map[string]bool{"unconfirmed": true, "provisional": true, "differential": true}

// unconfirmed says which note a condition gets that may be so: somebody has to look at what rules warn of, and not at a diagnosis that nobody
// made yet.
func (x *at) unconfirmed(concept r4.Concept) Why {
	switch x.Codes.of(concept).(type) {
	case Has, Overdose, Pregnancy:
		return NotUnderstood
	}
	return NotInForce
}

// unknownCondition says why a condition has no known meaning.
func (x *at) unknownCondition(concept r4.Concept, code r4.Element) {
	for _, c := range concept.Codings {
		if c.System == "" && strings.HasPrefix(c.Code, "F11") {
			x.note(WrongCode, code, "the code %s without its system means different things in the ICD-10 of WHO and in ICD-10-CM", c.Code)
			return
		}
	}
	x.note(UnknownCode, code, "whether a rule asks for %q is not known", concept.Name())
}

// disorder records the diagnosis under the code that says so, and a return to use where the status is one.
func (x *at) disorder(means Disorder, clinical string, code r4.Element) {
	body := record.DiagnosisRecorded{Remission: means.Remission}
	for _, c := range code.Concept().Codings {
		if _, ok := x.Codes.byCode[codeKey{c.System, c.Code}].(Disorder); ok {
			body.CodeSystem, body.Code = c.System, c.Code
			break
		}
		if dotted := withDot(c); dotted != "" && body.Code == "" {
			if _, ok := x.Codes.byCode[codeKey{c.System, dotted}].(Disorder); ok {
				x.note(MisformedIsRead, code, "a code of the ICD without its dot")
				body.CodeSystem, body.Code = c.System, dotted
			}
		}
	}
	if body.Code == "" {
		body.CodeSystem, body.Code = System, "opioid-use-disorder" // its name alone was recognized
	}
	for _, item := range x.Get("evidence").Items() {
		for _, c := range item.Get("code").First().Concept().Codings {
			if word, ok := strings.CutPrefix(c.Code, ownCriteria); ok && c.System == System {
				body.Criteria, _ = strconv.Atoi(word)
			}
		}
	}
	status := x.Get("clinicalStatus")
	switch clinical {
	case "remission":
		body.Remission = truth.Yes
	case "relapse", "recurrence":
		body.Remission = truth.No
	case "inactive", "resolved":
		x.note(NotInForce, status, "the disorder is said to be %s", clinical)
		return
	}
	if body.Remission == truth.Unknown && remissionIn(code.Concept()) {
		x.note(Contradiction, code, "its words say remission, and neither its code nor its status does: whether it is one is not known")
	}
	since, where := x.knownSince()
	x.fact(body, since, where, code, status)
	if clinical == "relapse" {
		x.fact(record.ReturnedToUse{}, x.lastChange(), status, code)
	}
}
