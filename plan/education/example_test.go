package education_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/education"
)

// The course of withdrawal from a substance, and how well a fact was confirmed.
func ExampleCourseOf() {
	course, _ := education.CourseOf("Methadone")
	fmt.Println(course.String())
	fmt.Println(course.Cites[0], "-", course.Cites[0].Provenance)
	strips, _ := education.Named("harm.strips")
	fmt.Println("confirmed:", strips.Confirmed())
	// Output:
	// methadone: begins after 12 to 48 hours, lasts 10 to 20 days
	// WHO Guidelines for the psychosocially assisted pharmacological treatment of opioid dependence course of withdrawal, 2009 - secondary
	// confirmed: false
}
