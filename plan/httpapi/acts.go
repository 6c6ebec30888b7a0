package httpapi

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// mergeForm is the order to take another plan for one of the same person.
type mergeForm struct {
	ID      record.EventID `json:"id"`   // names the act, so that it can be repeated
	From    plan.ID        `json:"from"` // the plan that closes
	Reason  string         `json:"reason"`
	Version ledger.Version `json:"fromVersion,omitempty"` // of that plan, as it was seen
}

type mergedForm struct {
	Version   ledger.Version  `json:"version"` // of the plan that stands
	Replayed  bool            `json:"replayed,omitempty"`
	Alike     []likenessForm  `json:"alike"` // what a person has to look at; of a replay: it stands in recorded
	Recorded  []rawEvent      `json:"recorded"`
	Appeared  []plan.Finding  `json:"appeared,omitempty"`
	Withdrawn []deviationForm `json:"withdrawn,omitempty"`
}

type likenessForm struct {
	Kind ledger.LikenessKind `json:"kind"`
	Into record.EventID      `json:"into"` // in the plan that stands
	From record.EventID      `json:"from"` // in the other, by the ID that it has there
	Text string              `json:"text"`
}

// splitForm is the order to take a record for those of two people.
type splitForm struct {
	ID      record.EventID   `json:"id"`
	Other   plan.ID          `json:"other"`            // one that was merged into this plan, or one that begins
	Events  []record.EventID `json:"events,omitempty"` // recorded here, and of the other
	Reason  string           `json:"reason"`
	Version ledger.Version   `json:"otherVersion,omitempty"`
}

type dividedForm struct {
	Version   ledger.Version  `json:"version"`
	Other     ledger.Version  `json:"otherVersion,omitempty"` // missing: of a replay
	Replayed  bool            `json:"replayed,omitempty"`
	Recorded  []rawEvent      `json:"recorded"`      // in this plan
	There     []rawEvent      `json:"recordedThere"` // in the other; of a replay: none
	Appeared  []plan.Finding  `json:"appeared,omitempty"`
	Withdrawn []deviationForm `json:"withdrawn,omitempty"`
}

// both asks the gate about the other plan too, of which the audit trail gets a line of its own.
func (q *request) both(other plan.ID) error {
	if !isPlanID(other) {
		return faultMalformed.with("the ID of the other plan is not %s", planIDText)
	}
	q.other = other
	return q.needFor(q.route.scope, other)
}

// planIDForm is a text without what nobody sees, which would make two IDs of one on a screen: no control or formatting character (a line
// feed, a change of direction, a space without width), and no white space at its ends.
const planIDForm = `^[^\p{Cc}\p{Cf}\p{Z}]([^\p{Cc}\p{Cf}]*[^\p{Cc}\p{Cf}\p{Z}])?$`

const planIDText = "a text of at most 512 bytes, all of which can be seen"

var planIDPattern = regexp.MustCompile(planIDForm)

func isPlanID(id plan.ID) bool {
	return len(id) <= maxPlanID && utf8.ValidString(string(id)) && planIDPattern.MatchString(string(id))
}

// seen is the version of the other plan that the caller states.
func seen(v ledger.Version) (ledger.Expectation, error) {
	switch {
	case v < 0:
		return ledger.Expectation{}, faultMalformed.with("a version is a number above zero")
	case v == 0:
		return ledger.Expectation{}, nil
	}
	return ledger.At(v), nil
}

func (q *request) merge() (*answer, error) {
	expect, err := q.expectation()
	if err != nil {
		return nil, err
	}
	var f mergeForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	if err := q.both(f.From); err != nil {
		return nil, err
	}
	other, err := seen(f.Version)
	if err != nil {
		return nil, err
	}
	out, err := q.api.Ledger.Merge(q.Context(), ledger.Merging{ID: f.ID, Into: q.plan, From: f.From, Actor: q.who, Reason: f.Reason,
		ExpectInto: expect, ExpectFrom: other})
	if err != nil {
		return nil, unfit(err)
	}
	alike := make([]likenessForm, len(out.Alike))
	for i, l := range out.Alike {
		alike[i] = likenessForm{l.Kind, l.Into, l.From, l.Text}
	}
	return jsonAnswer(created(out.Replayed), mergedForm{out.Version, out.Replayed, alike, rawEvents(out.Recorded), out.Appeared,
		deviationsOf(out.Withdrawn)}, etag(out.Version))
}

func (q *request) split() (*answer, error) {
	expect, err := q.expectation()
	if err != nil {
		return nil, err
	}
	var f splitForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	if err := q.both(f.Other); err != nil {
		return nil, err
	}
	other, err := seen(f.Version)
	if err != nil {
		return nil, err
	}
	out, err := q.api.Ledger.Split(q.Context(), ledger.Splitting{ID: f.ID, Plan: q.plan, Other: f.Other, Events: f.Events, Actor: q.who,
		Reason: f.Reason, Expect: expect, ExpectOther: other})
	if err != nil {
		return nil, unfit(err)
	}
	return jsonAnswer(created(out.Replayed), dividedForm{out.Version, out.Other.Version, out.Replayed, rawEvents(out.Recorded),
		rawEvents(out.RecordedThere), out.Appeared, deviationsOf(out.Withdrawn)}, etag(out.Version))
}

func created(before bool) int {
	if before {
		return http.StatusOK
	}
	return http.StatusCreated
}

// elsewhere says where a plan went that was merged, to who may ask the same about that one.
func (q *request) elsewhere(err error) error {
	var gone *ledger.MergedError
	if !errors.As(err, &gone) {
		return err
	}
	into := gone.Into
	if q.needFor(q.route.scope, into) != nil {
		into = ""
	}
	return &trouble{faultMerged, "", func(p *problem) { p.Into = into }}
}

// labels are those of confidentiality that all of a record carries, as its resources of FHIR do.
var labels = []string{"R", "OPIOIDUD", "NORDSCLCD", "42CFRPart2"}

// labelRedacted says that something was left out.
const labelRedacted = "REDACTED"

// headerLabels names the labels of an answer about a person.
const headerLabels = "Security-Label"

// labelled puts the labels on an answer.
func (q *request) labelled(ans *answer, err error) (*answer, error) {
	if err != nil || q.plan == "" {
		return ans, err
	}
	list := labels
	if q.hidden.Why != "" {
		list = append(slices.Clone(labels), labelRedacted)
	}
	if ans.header == nil {
		ans.header = make(map[string]string)
	}
	ans.header[headerLabels] = strings.Join(list, ", ")
	return ans, nil
}
