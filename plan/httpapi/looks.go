package httpapi

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
)

// The media types that a person or other software looks at.
const (
	mediaHTML      = "text/html"
	mediaMarkdown  = "text/markdown"
	mediaSVG       = "image/svg+xml"
	mediaICalendar = "text/calendar"
	mediaFHIR      = "application/fhir+json"
)

// written is an answer for somebody to look at. A page or a picture may use its own style and load nothing.
func written(media string, body []byte) *answer {
	a := &answer{status: http.StatusOK, body: body, media: media, header: map[string]string{}}
	if media == mediaHTML || media == mediaSVG {
		a.header["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
	}
	if media != mediaFHIR && media != mediaSVG {
		a.media += charsetUTF8
	}
	return a
}

// journey is the path as the request asks for it, for somebody to look at.
func (q *request) journey() (report.Journey, error) {
	past, _, err := q.past()
	if err != nil {
		return report.Journey{}, err
	}
	return report.Replay(past.Engine, q.plan, "", past.Plan.Events(), q.began)
}

// report writes the path in the form that the caller accepts.
func (q *request) report() (*answer, error) {
	journey, err := q.journey()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	media := q.accepts()
	switch media {
	case mediaJSON:
		return jsonAnswer(http.StatusOK, journey, nil)
	case mediaHTML:
		err = journey.HTML(&out)
	case mediaMarkdown:
		err = journey.Markdown(&out)
	default:
		err = journey.Text(&out, report.TextOptions{})
	}
	if err != nil {
		return nil, err
	}
	return written(media, out.Bytes()), nil
}

// picture draws the path.
func (q *request) picture() (*answer, error) {
	picture := report.Picture(q.param("picture"))
	if !slices.Contains(report.Pictures(), picture) {
		return nil, faultParameter.with("picture is one of %v", report.Pictures())
	}
	journey, err := q.journey()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := journey.SVG(&out, picture); err != nil {
		return nil, err
	}
	return written(mediaSVG, out.Bytes()), nil
}

// letter writes to the person in treatment.
func (q *request) letter() (*answer, error) {
	language := report.Language(cmp.Or(q.param("language"), string(report.English)))
	journey, err := q.journey()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := journey.Letter(&out, language); err != nil {
		return nil, err
	}
	ans := written(mediaText, out.Bytes())
	ans.header = map[string]string{"Content-Language": string(language)}
	return ans, nil
}

// choices weighs the options of a person: medications, or levels of care.
func (q *request) choices() (*answer, error) {
	at, err := q.instant("at", q.began)
	if err != nil {
		return nil, err
	}
	ask := choice.Request{At: at}
	if text := q.param("setting"); text != "" {
		if err := ask.Setting.UnmarshalText([]byte(text)); err != nil {
			return nil, faultParameter.with("setting is a place such as office, otp or hospital")
		}
	}
	weigh := choice.Medications
	switch q.param("of") {
	case "", "medications":
	case "levels":
		weigh = choice.Levels
	default:
		return nil, faultParameter.with("of is medications or levels")
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	w, err := weigh(q.Context(), past.Engine, past.Plan, ask)
	if err != nil {
		return nil, err
	}
	if q.accepts() == mediaJSON {
		return jsonAnswer(http.StatusOK, w, nil)
	}
	return written(mediaText, []byte(w.String())), nil
}

type supposedForm struct {
	ID       record.EventID `json:"id"`
	Text     string         `json:"text"`
	Accepted bool           `json:"accepted"`
	Decision plan.Decision  `json:"decision"`
	Changes  []string       `json:"changes"` // what differs after it
	Derived  []rawEvent     `json:"derived"` // what the engine would record with it
}

type whatIfForm struct {
	Steps []supposedForm    `json:"steps"`
	Then  summaryForm       `json:"then"` // where the person would stand
	Due   []plan.Obligation `json:"due"`  // on the day of the last event
}

// mostSupposed is how many events a chain may have: each costs what recording it would.
const mostSupposed = 200

// suppose takes a chain of events in one after the other, each judged on what those before it led to, and records nothing. An intent that is
// refused leaves the plan as it was, and the chain goes on.
func (q *request) suppose() (*answer, error) {
	events, err := q.events(mostSupposed)
	if err != nil {
		return nil, err
	}
	past, err := q.asked()
	if err != nil {
		return nil, err
	}
	p, f := past.Plan, whatIfForm{Steps: make([]supposedForm, 0, len(events))}
	for i := range events {
		if err := q.Context().Err(); err != nil {
			return nil, err
		}
		out, err := past.Engine.Apply(p, events[i])
		if err != nil {
			return nil, err
		}
		step := supposedForm{ID: events[i].ID, Text: record.Describe(events[i].Body), Accepted: out.Accepted(), Decision: out.Decision,
			Changes: []string{}, Derived: []rawEvent{}}
		for _, change := range plan.Diff(p, out.Plan) {
			step.Changes = append(step.Changes, change.What+": "+change.Before+" -> "+change.After)
		}
		for j := range out.Recorded {
			if out.Recorded[j].Cause != "" {
				step.Derived = append(step.Derived, rawOf(&out.Recorded[j]))
			}
		}
		f.Steps, p = append(f.Steps, step), out.Plan
	}
	f.Then = summaryOf(p, ledger.Version(p.Len()))
	if f.Due, err = past.Engine.Due(p, events[len(events)-1].At); err != nil {
		return nil, err
	}
	if f.Due == nil {
		f.Due = []plan.Obligation{}
	}
	return jsonAnswer(http.StatusOK, f, etag(ledger.Version(past.Plan.Len())))
}

// exportFHIR writes the plan as a bundle of FHIR R4, each resource with its labels of confidentiality. To somebody who is not shown all of the
// record it writes what is shown, and nothing that was concluded from the whole.
func (q *request) exportFHIR() (*answer, error) {
	past, _, err := q.past()
	if err != nil {
		return nil, err
	}
	w := fhir.Writer{Engine: past.Engine, At: q.began}
	if hidden := q.hides(past.Plan); hidden != nil {
		w.Hides = func(ev *record.Event) bool { return hidden[ev.ID] }
	}
	bundle, err := w.ToBundle(past.Plan)
	if err != nil {
		return nil, err
	}
	return written(mediaFHIR, bundle), nil
}
