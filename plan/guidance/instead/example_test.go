package instead_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/guidance/instead"
)

// What may be possible in place of something that is refused, the nearest first. An engine asks its rules about each.
func Example() {
	for _, a := range instead.Alternatives()[:3] {
		fmt.Println(a.ID+":", a.Title)
	}
	// Output:
	// instead.watched: doses that are watched, and none to take home
	// instead.setting: the same in another place
	// instead.product: the same amount in another product
}
