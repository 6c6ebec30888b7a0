package gb_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
)

// Northern Ireland is a layer over the United Kingdom: what it does not set holds as it does there.
func Example() {
	for _, place := range []plan.Jurisdiction{gb.UnitedKingdom(time.UTC), gb.NorthernIreland(time.UTC)} {
		engine, err := plan.New(jurisdiction.Config(place))
		if err != nil {
			panic(err)
		}
		fmt.Println(place.ID, engine.Settings(methadone.FirstDayTotal().Hard)[0].Text(), engine.Settings(methadone.MissedAnew().Most)[0].Text())
	}
	// Output:
	// gb 40 mg 30 mg
	// gb-nir 30 mg 30 mg
}
