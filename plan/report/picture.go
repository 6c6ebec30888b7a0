package report

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/oudpath/oudpath/plan/internal/svg"
)

// Picture names a drawing of a journey.
type Picture string

// The pictures.
const (
	StageMap  Picture = "stages"   // the pathway of stages, with where the person is and has been
	LevelMap  Picture = "levels"   // the same of the levels of care
	CourseMap Picture = "courses"  // the same of the medication course
	Timeline  Picture = "timeline" // positions, doses, scores, events and findings over time
	DoseSheet Picture = "doses"    // a grid of months with the doses of each day
)

// Pictures lists them in the order of a report.
func Pictures() []Picture { return []Picture{StageMap, LevelMap, CourseMap, Timeline, DoseSheet} }

// ErrPicture is returned for a picture that there is not: one with another name, or of a journey that Replay did not make.
var ErrPicture = errors.New("report: there is no such picture")

// SVG writes a picture as an SVG document. It can be read without color, follows a light or dark screen, prints light, loads nothing, and
// is the same for the same journey. In a page of HTML it can stand as it is.
func (j *Journey) SVG(w io.Writer, p Picture) error {
	var d *svg.Drawing
	maps := map[Picture]int{StageMap: 0, LevelMap: 1, CourseMap: 2}
	segments := [...][]Segment{j.Stages, j.Levels, j.Courses}
	i, isMap := maps[p]
	switch {
	case isMap && len(j.maps[i].positions) == 0:
		return fmt.Errorf("%w: nothing has happened yet, or the journey was not replayed", ErrPicture)
	case isMap:
		d = j.maps[i].draw(string(p), segments[i])
	case p == Timeline:
		d = j.timeline()
	case p == DoseSheet:
		d = j.sheet(string(p), j.months())
	default:
		return fmt.Errorf("%w: %q", ErrPicture, p)
	}
	var out strings.Builder
	if _, err := d.WriteTo(&out); err != nil {
		return err
	}
	return write(w, out.String(), byLines)
}
