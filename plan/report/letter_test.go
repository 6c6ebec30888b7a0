package report

import (
	"bytes"
	"io"
	"regexp"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/education"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// wanted are the keys that there have to be: those that letters use by name, and one for each position and medicine.
func wanted() map[messageKey]bool {
	keys := map[messageKey]bool{"title": true, "not-reviewed": true, "as-of": true, "at": true, "dose": true, "missed.one": true,
		"missed.many": true, "due": true, "ask": true}
	for _, id := range stages.Journey().IDs(stages.Deceased) {
		keys["stage."+messageKey(id)] = true
	}
	for _, id := range stages.Care().IDs() {
		keys["level."+messageKey(id)] = true
	}
	for _, id := range stages.Medication().IDs() {
		keys["course."+messageKey(id)] = true
	}
	for _, p := range medication.Products() {
		if !p.ReversesOverdose() {
			keys["medicine."+messageKey(p.Substance().String())] = true
		}
	}
	return keys
}

// TestEveryMessageIsThere in every language, with the same arguments, and no message is there for nothing.
func TestEveryMessageIsThere(t *testing.T) {
	verbs := regexp.MustCompile(`%[a-z]`)
	for key := range wanted() {
		texts, ok := messages[key]
		require.True(t, ok, "no message %q", key)
		require.Len(t, texts, len(Languages()), key)
		for _, language := range Languages() {
			if key != "not-reviewed" || language != English {
				require.NotEmpty(t, texts[language], "%s in %s", key, language)
			}
			require.Equal(t, verbs.FindAllString(texts[English], -1), verbs.FindAllString(texts[language], -1), key)
		}
	}
	for key := range messages {
		require.True(t, wanted()[key], "nothing says %q", key)
	}
}

// TestLetters writes one for each position: whole sentences, and nothing of findings.
func TestLetters(t *testing.T) {
	day := civil.Must(2026, time.March, 2)
	j := Journey{To: day, Stage: "therapy", Level: "opioid-treatment-program", Course: "maintenance",
		Medications: []Medication{{Product: medication.MethadoneConc, Dose: medication.Milligrams(60), From: day, To: day, Doses: 1}},
		Entries:     []Entry{{Day: day.Add(-1), Sort: Missed}, {Day: day.Add(-20), Sort: Missed}}}
	var letter bytes.Buffer
	require.NoError(t, j.Letter(&letter, Spanish))
	require.Equal(t, `Su tratamiento: dónde está ahora

Esta traducción no ha sido revisada por un traductor clínico. (This translation was not reviewed by a clinical translator.)

Esto es lo que dice nuestro registro hasta el 2026-03-02.

Está en tratamiento.
Su atención la da un programa de tratamiento de opioides.
La dosis de su medicamento se mantiene.
La última dosis registrada de metadona fue de 60 mg, el 2026-03-02.
En las últimas dos semanas faltó una dosis. Por favor, cuéntenoslo.

Puede preguntarnos sobre todo lo que dice esta carta, y decirnos si algo no es correcto.
`, letter.String())
	j.Stage = "a-stage-of-somebody"
	letter.Reset()
	require.NoError(t, j.Letter(&letter, English))
	require.Contains(t, letter.String(), "a-stage-of-somebody")
	require.NotContains(t, letter.String(), "reviewed")
	require.ErrorIs(t, j.Letter(io.Discard, "fr"), ErrLanguage)
	j.Stage = string(stages.Deceased)
	require.ErrorIs(t, j.Letter(io.Discard, English), ErrNoReader)
}

// A leaflet tells of overdose to everybody, of withdrawal to who comes near it, and nothing of the person; nobody writes to the dead.
func TestLeaflet(t *testing.T) {
	told := func(j Journey, more ...education.Topic) string {
		var b bytes.Buffer
		require.NoError(t, j.Leaflet(&b, more...))
		return b.String()
	}
	steady := told(Journey{Stage: "therapy", Course: "maintenance"})
	require.Equal(t, education.Leaflet(education.OverdoseSigns, education.OverdoseSteps, education.OverdoseNever, education.HarmReduction), steady)
	for _, j := range []Journey{{Stage: "detox"}, {Course: "taper"}, {Course: "interrupted"}, {Course: "ended"}} {
		require.Contains(t, told(j), "\nWithdrawal\n", "%s %s", j.Stage, j.Course)
	}
	require.Contains(t, told(Journey{}, education.Newborns), "Newborns of people on agonists")
	require.ErrorIs(t, (&Journey{Stage: "deceased"}).Leaflet(&bytes.Buffer{}), ErrNoReader)
}
