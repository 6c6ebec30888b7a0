package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/oudpath/oudpath/plan/sim/survival"
)

// counts are the weekly counts of the trials, by name of the curve.
type counts map[string]survival.Table

// countFiles say where the weekly counts are: the columns that name a curve, its week, the people at risk and those who leave.
var countFiles = []struct {
	file                  string
	names                 []int
	week, atRisk, leaving int
}{
	{"retention-weekly.csv", []int{0, 1, 2}, 3, 4, 5},
	{"xbot-relapse-weekly.csv", []int{0, 1}, 2, 3, 4},
}

// readCounts reads the weekly counts from the folder of fixtures. No folder gives no counts.
func readCounts(folder string) (counts, error) {
	all := counts{}
	if folder == "" {
		return all, nil
	}
	for _, f := range countFiles {
		path := filepath.Join(folder, "life-tables", "retention", f.file)
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		lines, err := csv.NewReader(file).ReadAll()
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		weeks, order := map[string][][3]int64{}, []string{}
		for _, line := range lines[1:] {
			name := ""
			for _, column := range f.names {
				name += line[column] + "/"
			}
			var week [3]int64
			for i, column := range [3]int{f.week, f.atRisk, f.leaving} {
				if week[i], err = strconv.ParseInt(line[column], 10, 64); err != nil {
					return nil, fmt.Errorf("%s: %w", path, err)
				}
			}
			if weeks[name] == nil {
				order = append(order, name)
			}
			weeks[name] = append(weeks[name], week)
		}
		for _, name := range order {
			if all[name], err = tableOf(weeks[name]); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, name, err)
			}
		}
	}
	return all, nil
}

// tableOf makes a table of weeks, numbers at risk and numbers leaving; whoever is missing from the next week is censored.
func tableOf(weeks [][3]int64) (survival.Table, error) {
	moments := []survival.Moment{{Entered: weeks[0][1]}}
	for i, w := range weeks {
		next := int64(0)
		if i+1 < len(weeks) {
			next = weeks[i+1][1]
		}
		moments = append(moments, survival.Moment{Time: float64(w[0]), Events: []int64{w[2]}, Censored: w[1] - w[2] - next})
	}
	return survival.FromCounts(moments)
}

// curve returns the points of a trial's curve: from the counts of all groups named, taken together, if they are there, and
// else those that are given.
func (c counts) curve(points []point, names ...string) []point {
	var all survival.Table
	for _, name := range names {
		all = survival.Merge(all, c[name])
	}
	km, err := all.KaplanMeier(survival.Limits{Level: .95, Scale: survival.Log})
	if err != nil {
		return points // there are no counts
	}
	points = nil
	for _, p := range km.Points {
		points = append(points, point{p.Time, p.Estimate})
	}
	return points
}
