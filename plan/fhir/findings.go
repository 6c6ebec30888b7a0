package fhir

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages/scale"
)

// final are the statuses of results that stand.
var final = map[string]bool{"final": true, "amended": true, "corrected": true}

// readObservation reads a score, a measurement, a drug screen, a pregnancy status, a last use or an examination.
func readObservation(x *at) {
	if status := x.Get("status"); !final[status.Text()] {
		x.without(status, "its status does not say that the result stands")
		return
	}
	effective, typ := x.Choice("effective")
	when := effective.Time()
	if typ == "Period" {
		when = effective.Period().End
	}
	if concept := x.Get("code").Concept(); x.usedLast(concept) || x.stated(concept, when, effective) {
		return // with its components
	}
	x.observed(x.Element, when, effective)
	for _, part := range x.Get("component").Items() {
		x.observed(part, when, effective)
	}
}

// readReport says which results of a report are lacking: what it holds is read from them, and not from its words.
func readReport(x *at) {
	if x.Get("status").Is("entered-in-error") {
		x.note(NotInForce, x.Get("status"), "entered in error")
		return
	}
	for _, result := range x.Get("result").Items() {
		if _, ok := x.resolve(x.source, result.Reference()); !ok {
			x.note(Unresolved, result, "a result of it is not among the resources")
		}
	}
	x.note(NotRead, r4.Element{}, "its results are read from their observations")
}

// observed reads what the observation, or one component of it, says.
func (x *at) observed(e r4.Element, when r4.Time, effective r4.Element) {
	code := e.Get("code")
	concept := code.Concept()
	if changed := e.Get("modifierExtension"); changed.Exists() {
		x.note(NotUnderstood, changed, "an extension that is not known changes what it means")
		return
	}
	if _, _, isItem := itemOf(concept); isItem {
		if e == x.Element {
			x.item(e)
		}
		return // read with the total
	}
	value, typ := e.Choice("value")
	if absent := e.Get("dataAbsentReason"); absent.Exists() && typ != "" {
		x.note(Contradiction, absent, "it has a value, and says why it has none")
		return
	}
	if x.scored(e, concept, when, effective) {
		return
	}
	switch means := x.Codes.of(concept).(type) {
	case TestsFor:
		x.tested(e, means, when, effective)
	case Measures:
		x.measured(e, means, when, effective)
	case Did:
		x.fact(record.Assessed{Assessment: means.Assessment}, when, effective, code)
	case Pregnancy:
		x.pregnancy(means, value, when, effective, code)
	case LastUse:
		x.note(NotUnderstood, code, "a last use is an observation of its own, and no part of another")
	case Has:
		x.fact(record.ConditionReported{Condition: means.Condition, Present: yes(value, typ)}, when, effective, code, value)
	case Sign:
		x.sign(means, value, typ, when, effective, code)
	case Harmless:
		x.note(NoMatter, code, "a finding that no rule asks about")
	default:
		switch {
		case !value.Exists() && (e.Get("component").Exists() || e.Get("hasMember").Exists()):
			for range x.parts(e) { // a panel says nothing of its own; what is lacking of it is noted
			}
		default:
			x.note(UnknownCode, code, "whether a rule asks for %q is not known", concept.Name())
		}
	}
}

// instrument is what a code says of a total: which one it is of, if any.
type instrument struct {
	scale.Instrument
	misused error // the code is known to be misused for one
}

// instrument looks a code up, each once.
func (in *reading) instrument(c r4.Coding) instrument {
	key := codeKey{c.System, c.Code}
	found, known := in.instruments[key]
	if known {
		return found
	}
	of, err := scale.ByCode(vocabulary.System(c.System), c.Code)
	if errors.Is(err, scale.ErrWrongCode) {
		found.misused = err
	}
	if c.System == System {
		of, _ = scale.Lookup(scale.ID(c.Code))
	}
	found.Instrument = of
	in.instruments[key] = found
	return found
}

// scored reads the total of an instrument. A code that is known to be misused for one is refused.
func (x *at) scored(e r4.Element, concept r4.Concept, when r4.Time, effective r4.Element) bool {
	var of scale.Instrument
	for _, c := range concept.Codings {
		switch found := x.instrument(c); {
		case found.misused != nil:
			x.note(WrongCode, e.Get("code"), "%v", found.misused)
			return true
		case found.Instrument == scale.Instrument{}:
		case of != scale.Instrument{} && of != found.Instrument:
			x.note(Contradiction, e.Get("code"), "its codes are those of the totals of %s and of %s", of.ID(), found.ID())
			return true
		default:
			of = found.Instrument
		}
	}
	if of == (scale.Instrument{}) {
		return false
	}
	total, ok := x.total(e)
	if !ok {
		x.note(NotUnderstood, e.Get("code"), "the total is no whole number")
		return true
	}
	body := record.Scored{Scale: of.ID(), Total: total, Items: x.itemsOf(e, of)}
	if body.Items != nil && body.Validate() != nil {
		x.note(Contradiction, e.Get("component"), "the items and the total do not fit together: the total counts")
		body.Items = nil
	}
	x.fact(body, when, effective, e.Get("code"))
	return true
}

// itemOf returns which item of which instrument a code of this library is: "cows.pupils". No public system has codes for the items.
func itemOf(concept r4.Concept) (id scale.ID, item string, ok bool) {
	for _, c := range concept.Codings {
		if instrument, item, cut := strings.Cut(c.Code, "."); c.System == System && cut {
			if _, known := scale.Lookup(scale.ID(instrument)); known {
				return scale.ID(instrument), item, true
			}
		}
	}
	return "", "", false
}

// itemsOf reads the answers to the items of an instrument; nil where there are none.
func (x *at) itemsOf(e r4.Element, instrument scale.Instrument) map[string]int {
	var items map[string]int
	for part := range x.parts(e) {
		id, item, ok := itemOf(part.Get("code").Concept())
		value, _ := part.Choice("value")
		score, whole := value.Whole()
		if !ok || id != instrument.ID() || !whole {
			continue
		}
		if items == nil {
			items = map[string]int{}
		}
		items[item] = score
	}
	return items
}

// total reads the total of an instrument, which systems send as a quantity, a whole number or a text.
func (x *at) total(e r4.Element) (n int, ok bool) {
	value, typ := e.Choice("value")
	switch typ {
	case "Quantity":
		if value.Get("comparator").Exists() {
			return 0, false
		}
		return value.Get("value").Whole()
	case "Integer", "Decimal":
		return value.Whole()
	case "String":
		t := value.Text()
		for _, r := range t {
			if r < '0' || r > '9' {
				return 0, false
			}
			n = n*10 + int(r-'0')
		}
		return n, t != "" && len(t) < 5
	}
	return 0, false
}

// tested reads the result of a test for an analyte: a coded value, a text, or the interpretation of an amount.
func (x *at) tested(e r4.Element, means TestsFor, when r4.Time, effective r4.Element) {
	value, _ := e.Choice("value")
	result, agreed := x.Codes.result(said(value))
	if !agreed {
		x.note(Contradiction, value, "what it says in codes and what it says in words are two results")
		return
	}
	for _, item := range e.Get("interpretation").Items() {
		inWords, agreed := x.Codes.result(item.Concept())
		if !agreed {
			x.note(Contradiction, item, "what it says in codes and what it says in words are two results")
			return
		}
		for _, c := range append(item.Concept().Codings, r4.Coding{}) { // one more for what it says in words
			stated := cmp.Or(interpretations[c.Code], inWords)
			if stated != "" && result != "" && stated != result {
				x.note(Contradiction, item, "the interpretation says %s, and something else %s", stated, result)
				return
			}
			if stated != "" {
				result = stated
			}
		}
	}
	if result == "" {
		if !value.Exists() {
			value = e.Get("code")
		}
		x.note(NotUnderstood, value, "whether the test found %s is not said in a way that is known", means.Analyte)
		return
	}
	x.fact(record.Screened{Results: []record.AnalyteResult{{Analyte: means.Analyte, Result: result}}}, when, effective, e.Get("code"), value)
}

// result returns the result of a test that a concept shows, empty for none; false where its codes and names show different ones.
func (c *Codes) result(concept r4.Concept) (result record.TestResult, agreed bool) {
	see := func(m Meaning) bool {
		shows, ok := m.(Shows)
		if ok && result != "" && result != shows.Result {
			return false
		}
		if ok {
			result = shows.Result
		}
		return true
	}
	agreed = concept.Text == "" || see(c.byName[folded(concept.Text)])
	for _, coding := range concept.Codings {
		agreed = agreed && see(c.byCode[codeKey{coding.System, coding.Code}]) &&
			(coding.Display == "" || see(c.byName[withoutTag(folded(coding.Display))]))
	}
	return result, agreed
}

// said returns what a value says, in codes or in words.
func said(value r4.Element) r4.Concept {
	if value.IsText() {
		return r4.Concept{Text: withoutFlag(value.Text())}
	}
	return value.Concept()
}

// withoutFlag returns a result in words without the flag that laboratories print behind it: "POSITIVE (A)", "Positive *".
func withoutFlag(text string) string {
	text = strings.Trim(text, " .*!")
	if before, flag, ok := strings.Cut(text, " ("); ok && slices.Contains([]string{"A)", "AA)", "H)", "HH)", "N)", "L)"}, flag) {
		return before
	}
	return text
}

// interpretations are the codes of v3-ObservationInterpretation that say what a test found.
var interpretations = map[string]record.TestResult{"POS": record.Positive, "NEG": record.Negative, "DET": record.Positive,
	"ND": record.Negative, "IND": record.Inconclusive}

func (x *at) pregnancy(means Pregnancy, value r4.Element, when r4.Time, effective, code r4.Element) {
	status := means.Status
	if status == "" {
		said, ok := x.Codes.of(said(value)).(Pregnancy)
		if !ok || said.Status == "" {
			x.note(NotUnderstood, value, "whether the person is pregnant is not said in a way that is known")
			return
		}
		status = said.Status
	}
	x.fact(record.PregnancyReported{Status: status}, when, effective, code, value)
}

// usedLast reads when an opioid was used for the last time: the value, and not when it was told. False if it says nothing of that.
func (x *at) usedLast(concept r4.Concept) bool {
	means, ok := x.Codes.of(concept).(LastUse)
	if !ok {
		return false
	}
	body := record.OpioidUsed{Agent: means.Agent}
	for _, part := range x.Get("component").Items() {
		code := part.Get("code").Concept()
		said, _ := part.Choice("value")
		switch {
		case code.Has(System, "agent"):
			if body.Agent = said.Concept().Name(); body.Agent == "" {
				body.Agent = said.Text()
			}
		case code.Has(System, "injected"):
			if injected, isBool := said.Bool(); isBool {
				body.Injected = truth.Of(injected)
			}
		case code.Has(System, "daily-dose"):
			dose, trouble := medicine{}.dose(said.Quantity())
			if trouble != "" {
				x.note(NotUnderstood, said, "%s", trouble)
			}
			body.DailyDose = dose.Principal
		default:
			x.note(UnknownCode, part.Get("code"), "what %q says of a last use is not known", code.Name())
		}
	}
	value, typ := x.Choice("value")
	if typ != "DateTime" {
		x.note(NotUnderstood, value, "when the last use was is not stated as a time")
		return true
	}
	if body.Agent == "" {
		body.Agent = "opioid of unknown kind"
	}
	x.fact(body, value.Time(), value, x.Get("code"), x.Get("component"))
	return true
}
