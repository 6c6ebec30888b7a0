package plantest_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/plantest"
)

// The same bytes give the same events, so that a failure of a fuzz test can be repeated.
func ExampleEvents() {
	first, again := plantest.Events([]byte("any bytes will do")), plantest.Events([]byte("any bytes will do"))
	fmt.Println(len(first) == len(again), first[0].ID == again[0].ID)
	// Output: true true
}
