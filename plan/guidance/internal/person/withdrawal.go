package person

import "github.com/oudpath/oudpath/stages/scale"

// InWithdrawal reports whether a score shows withdrawal: it is in a band of its instrument, and not in that of none. A few points are no
// withdrawal, and bear out none.
func InWithdrawal(score scale.Score) bool { return score.Band != "" && score.Band != "none" }
