package interaction_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the QTc from which methadone is neither started nor raised, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, interaction.QTcLimit().Danger, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 500 true
	// QTc interval screening in methadone treatment, Annals of Internal Medicine recommendations, 2009
}
