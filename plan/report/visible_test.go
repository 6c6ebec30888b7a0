package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/stretchr/testify/require"
)

// TestNothingHides: whatever names, notes and reasons hold, no report has a letter that turns the reading of what stands beside it round,
// every drawing is well-formed, and nothing on record is markup. Plans are odd: without an event, of one who has died, a lifetime apart.
func TestNothingHides(t *testing.T) {
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	said := func(id string, at time.Time, by string, body record.Body) record.Event {
		return record.Event{ID: record.EventID(id), At: at, Recorded: at, Actor: record.Actor{ID: by, Role: "nurse"}, Body: body}
	}
	dose := record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(30)},
		Setting: medication.SettingOTP}
	odd := "30\u202emg\u200b <script>&\"']]>\u2028\u2066x\ufeff|*_\\,;"
	for name, events := range map[string][]record.Event{
		"nothing":     nil,
		"one dose":    {said("1", noon, "n", dose)},
		"taken back":  {said("1", noon, "n", dose), said("2", noon.Add(time.Hour), "n", record.Retracted{Event: "1", Reason: odd})},
		"died":        {said("1", noon, "n", dose), said("2", noon.Add(time.Hour), "n", record.Died{})},
		"death alone": {said("1", noon, "n", record.Died{})},
		"at one time": {said("1", noon, "n", dose), said("2", noon, "n", dose), said("3", noon, "n", dose)},
		"far apart":   {said("1", time.Date(1900, 1, 2, 0, 0, 0, 0, time.UTC), "n", dose), said("2", noon, "n", dose)},
		"far ahead":   {said("1", time.Date(2199, 12, 30, 0, 0, 0, 0, time.UTC), "n", dose)},
		"odd texts":   {said("\u202e1", noon, "n\u202e", dose), said("2", noon, "n", record.Custom{Name: "org.example.note", Text: odd + "\x07\x00"})},
		"odd exception": {said("1", noon, "n", record.OverrideGranted{Override: record.Override{
			Rule: "methadone.peak-check", Reason: record.ReasonOther, Note: odd, Expires: noon.AddDate(0, 0, 1)}})},
	} {
		for _, id := range []plan.ID{"person-1", plan.ID(odd), plan.ID(strings.Repeat("a long name ", 40)), "مريض"} {
			journey, err := report.Replay(engine, id, "", events, noon.AddDate(0, 0, 3))
			require.NoError(t, err, name)
			forms := map[string]func(io.Writer) error{"HTML": journey.HTML, "Markdown": journey.Markdown,
				"text":   func(w io.Writer) error { return journey.Text(w, report.TextOptions{}) },
				"colour": func(w io.Writer) error { return journey.Text(w, report.TextOptions{Color: true, Why: true}) }}
			for _, language := range report.Languages() {
				forms[string(language)] = func(w io.Writer) error { return journey.Letter(w, language) }
			}
			for _, picture := range report.Pictures() {
				forms["picture "+string(picture)] = func(w io.Writer) error { return journey.SVG(w, picture) }
			}
			for form, write := range forms {
				var out bytes.Buffer
				err := write(&out)
				if errors.Is(err, report.ErrNoReader) || errors.Is(err, report.ErrPicture) && name == "nothing" {
					continue
				}
				require.NoError(t, err, "%s: %s", name, form)
				for _, r := range out.String() {
					bad := unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && !strings.ContainsRune("\n\t\x1b", r) ||
						strings.ContainsRune("\u200b\u2028\ufeff", r)
					require.False(t, bad, "%s: %s: %U", name, form, r)
				}
				if form == "HTML" || strings.HasPrefix(form, "picture") {
					require.NotContains(t, out.String(), "<script", "%s: %s", name, form)
				}
				if strings.HasPrefix(form, "picture") {
					require.NoError(t, xml.Unmarshal(out.Bytes(), new(struct{})), "%s: %s", name, form)
				}
			}
		}
	}
}
