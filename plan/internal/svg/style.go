package svg

import (
	"fmt"
	"strings"
)

// style is what the classes look like. Meaning is never in a color alone: labels, frames, dashes and patterns carry it.
const style = `
.drawing{--ink:#1a2027;--soft:#525c67;--rule:#c9d1d9;--paper:#fff;--walk:#0b5394;--fill:#e4eff9;--here:#fff0bd;--bad:#9c1c1c;--pale:#f4f6f8;` +
	`color-scheme:light dark;font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif;font-size:12px}
@media screen and (prefers-color-scheme:dark){.drawing{--ink:#e8ebee;--soft:#a3adb8;--rule:#3f4953;--paper:#15191d;--walk:#7fbcf7;` +
	`--fill:#1c3448;--here:#4d3f10;--bad:#ff9d94;--pale:#1e2429}}
.drawing text{fill:var(--ink)}
.drawing .soft{fill:var(--soft)}.drawing .small{font-size:10.5px}.drawing .tiny{font-size:9.5px}.drawing .bold{font-weight:650}
.drawing .title{font-size:15px;font-weight:650}
.drawing .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.drawing .mid{text-anchor:middle}.drawing .end{text-anchor:end}
.drawing .paper{fill:var(--paper)}.drawing .pale{fill:var(--pale)}
.drawing .frame{stroke:var(--ink);stroke-width:1}
.drawing .box{fill:var(--paper);stroke:var(--soft);stroke-width:1}
.drawing .far{fill:var(--paper);stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3}
.drawing .been{fill:var(--fill);stroke:var(--walk);stroke-width:1.5}
.drawing .here{fill:var(--here);stroke:var(--ink);stroke-width:3}
.drawing .inner{fill:none;stroke:var(--soft);stroke-width:1}
.drawing .walk{fill:none;stroke:var(--walk);stroke-width:1.6}.drawing .last{fill:none;stroke:var(--walk);stroke-width:3}
.drawing .head{fill:var(--walk);stroke:none}
.drawing .grid{stroke:var(--rule);stroke-width:1}.drawing .axis{stroke:var(--soft);stroke-width:1}
.drawing .now{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:5 3}
.drawing .stem{stroke:var(--walk);stroke-width:1.2}.drawing .dot{fill:var(--walk);stroke:none}
.drawing .solid{fill:var(--ink);stroke:none}.drawing .hollow{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.drawing .cross{stroke:var(--bad);stroke-width:2;stroke-linecap:round}.drawing .bad{fill:var(--bad)}
.drawing text.on{fill:var(--paper)}
.drawing .heavy{fill:none;stroke:var(--ink);stroke-width:2.5}.drawing .dash{fill:none;stroke:var(--ink);stroke-width:1.3;stroke-dasharray:4 2}
.drawing .ground{fill:var(--fill);stroke:none}.drawing .lines{stroke:var(--walk);stroke-width:1.3;fill:none}.drawing .dots{fill:var(--walk)}
`

// patterns are told apart by their drawing: plain, two slants, dots, a lattice, level lines.
const patterns = 6

// patterns are those of the drawing, named after it, since a page may hold several drawings.
func (d *Drawing) patterns() string {
	shapes := [patterns]string{
		"",
		`<path class="lines" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/>`,
		`<circle class="dots" cx="4" cy="4" r="1.5"/>`,
		`<path class="lines" d="M-2 6L2 10M0 0L8 8M6 -2L10 2"/>`,
		`<path class="lines" d="M0 4H8"/>`,
		`<path class="lines" d="M0 4H8M4 0V8"/>`,
	}
	var out strings.Builder
	for i, shape := range shapes {
		fmt.Fprintf(&out, `<pattern id="%s-p%d" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="ground" width="8" height="8"/>%s`+
			"</pattern>\n", d.id, i, shape)
	}
	return out.String()
}
