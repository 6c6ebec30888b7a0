package civil

import (
	"math"
	"time"
)

// Days finds the days of many instants in one zone. It keeps the offset of the time in which the clocks were not changed, so that
// instants of the two seasons that were looked at last cost an addition. The zero Days is that of UTC. It is not safe for concurrent use.
type Days struct {
	zone    *time.Location
	season  season
	earlier season // the one that was looked at before
}

// season is a time in which the clocks are not changed: the seconds from and until which the offset holds.
type season struct{ from, until, offset int64 }

// DaysIn returns the days of a zone; a nil zone is UTC.
func DaysIn(zone *time.Location) Days { return Days{zone: zone} }

// Of returns what Of with the zone returns.
func (d *Days) Of(instant time.Time) Date {
	if d.zone == nil || d.zone == time.UTC || instant.IsZero() {
		return Of(instant, nil)
	}
	seconds := instant.Unix()
	if !d.season.has(seconds) {
		d.season, d.earlier = d.earlier, d.season
		if !d.season.has(seconds) {
			d.season = seasonOf(instant, d.zone)
		}
	}
	return onDay(seconds + d.season.offset)
}

func (s *season) has(seconds int64) bool { return s.from <= seconds && seconds < s.until }

// seasonOf finds the offset that holds at the instant, and from when until when.
func seasonOf(instant time.Time, zone *time.Location) season {
	local := instant.In(zone)
	_, offset := local.Zone()
	from, until := local.ZoneBounds()
	s := season{math.MinInt64, math.MaxInt64, int64(offset)}
	if !from.IsZero() {
		s.from = from.Unix()
	}
	if !until.IsZero() {
		s.until = until.Unix()
	}
	return s
}
