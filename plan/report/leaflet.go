package report

import (
	"io"
	"slices"

	"github.com/oudpath/oudpath/plan/education"
	"github.com/oudpath/oudpath/stages"
)

// Leaflet writes what is told to the person and to those who live with them, in 80 columns with its sources: what an overdose looks like and
// what to do, how to come to less harm, and withdrawal where the person withdraws, tapers or takes nothing any more. Further topics are
// those that the caller asks for. Nothing in it is of this person: it can be handed to anybody.
//
// The error is ErrNoReader where the person has died, or that of the writer.
func (j *Journey) Leaflet(w io.Writer, more ...education.Topic) error {
	if j.Stage == string(stages.Deceased) {
		return ErrNoReader
	}
	_, err := io.WriteString(w, education.Leaflet(append(j.topics(), more...)...))
	return err
}

// topics are what is told by where the person is.
func (j *Journey) topics() []education.Topic {
	topics := []education.Topic{education.OverdoseSigns, education.OverdoseSteps, education.OverdoseNever, education.HarmReduction}
	withdraws := []string{string(stages.Taper), string(stages.Interrupted), string(stages.Ended)}
	if j.Stage == string(stages.Detox) || slices.Contains(withdraws, j.Course) {
		topics = append(topics, education.Withdrawal)
	}
	return topics
}
