package fhir

import (
	"errors"
	"iter"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages/scale"
)

// standingAnswers are the statuses of a QuestionnaireResponse whose answers stand.
var standingAnswers = map[string]bool{"completed": true, "amended": true}

// readAnswers reads the totals of instruments in the answers to a questionnaire. In R4 an answer says by linkId alone what was asked, and the
// linkId is the author's own: only the code of the question in the Questionnaire tells that it is a total. No title, text or form of a linkId
// stands for that, and a total is not made of answers.
func readAnswers(x *at) {
	if status := x.Get("status"); !standingAnswers[status.Text()] {
		x.without(status, "its status does not say that the answers stand")
		return
	}
	asks := x.Get("questionnaire")
	questionnaire, ok := x.questionnaire(asks.Text())
	switch {
	case !ok && strings.HasPrefix(asks.Text(), loincForms):
		x.answeredOfLOINC(asks)
		return
	case !ok:
		x.note(Unresolved, asks, "the questionnaire is not among the resources: which of the answers is a total is not known")
		return
	}
	totals := 0
	for question := range below(questionnaire.Element) {
		of, misused := totalOf(question.Get("code"))
		if misused != nil {
			x.note(WrongCode, asks, "%v", misused)
		}
		if of != "" && misused == nil && question.Get("linkId").Text() != "" {
			totals++
			x.answered(of, question.Get("linkId").Text())
		}
	}
	if totals == 0 {
		x.note(UnknownCode, asks, "no question of the questionnaire has the code of a total")
	}
}

// loincForms begins the canonical URLs of the forms that LOINC publishes, one for each of its panels.
const loincForms = "http://loinc.org/q/"

// answeredOfLOINC reads the totals in the answers to a form of LOINC that is not among the resources: there linkIds are codes of LOINC, behind a
// slash or not.
func (x *at) answeredOfLOINC(asks r4.Element) {
	read := map[string]bool{}
	for item := range below(x.Element) {
		linkID := item.Get("linkId").Text()
		if read[linkID] {
			continue
		}
		read[linkID] = true
		instrument, err := scale.ByCode(vocabulary.LOINC, strings.TrimPrefix(linkID, "/"))
		switch {
		case errors.Is(err, scale.ErrWrongCode):
			x.note(WrongCode, item.Get("linkId"), "%v", err)
		case err == nil:
			x.answered(instrument.ID(), linkID)
		}
	}
	if len(x.account.Events)+len(x.account.Notes) == 0 {
		x.note(Unresolved, asks, "the form is not among the resources, and no answer is under the code of a total")
	}
}

// questionnaire returns the Questionnaire of a canonical URL: contained, among the resources, or one that the reader knows, of that version
// where one is stated.
func (x *at) questionnaire(canonical string) (found r4.Resource, ok bool) {
	if strings.HasPrefix(canonical, "#") {
		return x.Contained(canonical[1:])
	}
	url, version, _ := strings.Cut(canonical, "|")
	if url == "" {
		return found, false
	}
	meant := func(r r4.Resource) bool {
		return r.Type() == "Questionnaire" && r.Get("url").Is(url) && (version == "" || r.Get("version").Is(version))
	}
	for i := range x.entries {
		if s := &x.entries[i]; s.typ == "Questionnaire" && !s.double && meant(s.Resource) {
			if ok {
				return found, false // which of the two was asked is not known
			}
			found, ok = s.Resource, true
		}
	}
	for _, doc := range x.Questionnaires {
		for entry := range doc.Entries() {
			if !ok && meant(entry.Resource) {
				found, ok = entry.Resource, true
			}
		}
	}
	return found, ok
}

// totalOf returns the instrument of whose total a question has the code; misused where the code is known to be used wrongly, or where its
// codes are those of two instruments.
func totalOf(codes r4.Element) (of scale.ID, misused error) {
	for _, c := range codes.Items() {
		instrument, err := scale.ByCode(vocabulary.System(c.Get("system").Text()), c.Get("code").Text())
		switch {
		case errors.Is(err, scale.ErrWrongCode):
			return "", err
		case err == nil && of != "" && instrument.ID() != of:
			return "", errTwoTotals
		case err == nil:
			of = instrument.ID()
		}
	}
	return of, nil
}

var errTwoTotals = errors.New("the codes of a question are those of the totals of two instruments")

// answered reads the answer to the question of that linkId as a total.
func (x *at) answered(of scale.ID, linkID string) {
	var answer r4.Element
	n := 0
	for item := range below(x.Element) {
		if item.Get("linkId").Is(linkID) {
			answer, n = item.Get("answer"), n+item.Get("answer").Len()
		}
	}
	when := x.Get("authored")
	switch total, ok := x.total(answer.First()); {
	case n == 0:
		x.note(NoMatter, r4.Element{}, "the total of %s was not answered", of)
	case n > 1:
		x.note(Contradiction, answer, "the total of %s is answered more than once", of)
	case !ok:
		x.note(NotUnderstood, answer, "the total is no whole number")
	default:
		x.fact(record.Scored{Scale: of, Total: total}, when.Time(), when, answer)
	}
}

// below yields the items of a questionnaire, or of the answers to one, however deep they stand.
func below(e r4.Element) iter.Seq[r4.Element] {
	return func(yield func(r4.Element) bool) { eachBelow(e, yield) }
}

func eachBelow(e r4.Element, yield func(r4.Element) bool) bool {
	for _, item := range e.Get("item").Items() {
		if !yield(item) || !eachBelow(item, yield) {
			return false
		}
		for _, answer := range item.Get("answer").Items() {
			if !eachBelow(answer, yield) {
				return false
			}
		}
	}
	return true
}
