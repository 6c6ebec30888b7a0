package sim

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// headings are the texts by which published tables name their columns, in lower case.
var headings = map[string]string{"age": "age", "age years": "age", "age group": "age", "age interval": "age", "age x": "age",
	"exact age": "age", "x": "age", "sex": "sex", "gender": "sex", "year": "year",
	"qx": "qx", "q x": "qx", "nqx": "qx", "probability of dying": "qx", "probability of death": "qx", "death probability": "qx",
	"mx": "mx", "m x": "mx", "nmx": "mx", "death rate": "mx", "central death rate": "mx", "age specific death rate": "mx"}

// columnOf are the texts by which published tables name their sexes, in lower case.
var columnOf = map[string]Sex{"female": Female, "females": Female, "f": Female, "women": Female, "male": Male, "males": Male,
	"m": Male, "men": Male,
	"both": Both, "both sexes": Both, "total": Both, "persons": Both, "all": Both}

// heading is what a heading says: age, sex, year, qx or mx, and of which sex if it names one.
type heading struct {
	role string
	sex  Sex
}

// headingOf reads a heading; the zero column if it is one that nobody needs.
func headingOf(text string) heading {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	c := heading{role: headings[strings.Join(words, " ")]}
	for i := 0; i < len(words) && c.role == ""; i++ {
		if sex, ok := columnOf[words[i]]; ok {
			rest := headings[strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")]
			if rest == "qx" || rest == "mx" {
				c = heading{rest, sex}
			}
		}
	}
	return c
}

// lifeColumns are the numbers of the columns that are used.
type lifeColumns struct {
	at      map[heading]int
	central bool // mortality is mx
	wide    bool // and there is a column of it for each sex
}

func lifeColumnsOf(header []string) (lifeColumns, error) {
	l := lifeColumns{at: map[heading]int{}}
	for i, text := range header {
		c := headingOf(text)
		if c.role == "" {
			continue
		}
		if before, twice := l.at[c]; twice {
			return l, fmt.Errorf("the columns %q and %q are of the same: which is meant?", header[before], text)
		}
		l.at[c] = i
		l.wide = l.wide || c.sex != 0
		l.central = l.central || c.role == "mx"
	}
	need := []string{"age", "sex", map[bool]string{true: "mx", false: "qx"}[l.central]}
	if l.wide {
		need = need[:1]
	}
	for _, role := range need {
		if _, ok := l.at[heading{role: role}]; !ok {
			return l, fmt.Errorf("no column %q: a table has the columns age, sex, and qx or mx", role)
		}
	}
	if _, long := l.at[heading{role: "sex"}]; long && l.wide {
		return l, fmt.Errorf("the sex has a column, and columns name it as well")
	}
	return l, nil
}

// of returns what a record says: a row for each sex that it is of.
func (l lifeColumns) of(record []string) (map[Sex]lifeRow, error) {
	role := map[bool]string{true: "mx", false: "qx"}[l.central]
	age, rows := record[l.at[heading{role: "age"}]], map[Sex]lifeRow{}
	if !l.wide {
		sex, row, err := readRow(age, record[l.at[heading{role: "sex"}]], record[l.at[heading{role: role}]], l.central)
		row.qx = l.other(record, 0)
		rows[sex] = row
		return rows, err
	}
	for _, sex := range []Sex{Female, Male, Both} {
		at, ok := l.at[heading{role, sex}]
		if !ok {
			continue
		}
		_, row, err := readRow(age, sex.String(), record[at], l.central)
		if err != nil {
			return nil, err
		}
		row.qx = l.other(record, sex)
		rows[sex] = row
	}
	return rows, nil
}

// other returns the qx of a table whose mx is used; NaN if it has none.
func (l lifeColumns) other(record []string, sex Sex) float64 {
	if at, both := l.at[heading{"qx", sex}]; both && l.central {
		if x, err := strconv.ParseFloat(strings.TrimSpace(record[at]), 64); err == nil {
			return x
		}
	}
	return math.NaN()
}

// records splits a text into fields, which commas, semicolons or tabs divide: whichever the heading has.
func records(r io.Reader) ([][]string, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	heading, _, _ := strings.Cut(string(text), "\n")
	for _, divider := range ";\t" {
		if !strings.ContainsRune(heading, ',') && strings.ContainsRune(heading, divider) {
			in.Comma = divider
		}
	}
	all, err := in.ReadAll()
	switch {
	case err != nil:
		return nil, err
	case len(all) < 2:
		return nil, errors.New("no rows below a heading")
	}
	return all, nil
}

func readRows(r io.Reader, year string) (map[Sex][]lifeRow, error) {
	all, err := records(r)
	if err != nil {
		return nil, err
	}
	columns, err := lifeColumnsOf(all[0])
	if err != nil {
		return nil, err
	}
	at, dated := columns.at[heading{role: "year"}]
	first := year
	if dated && year == "" {
		first = strings.TrimSpace(all[1][at])
	}
	rows := map[Sex][]lifeRow{}
	for i, record := range all[1:] {
		if dated && strings.TrimSpace(record[at]) != first {
			if year == "" {
				return nil, fmt.Errorf("row %d: the table is of several years, %s and %s: say which, with ReadLifeTableOf", i+2,
					first, record[at])
			}
			continue
		}
		of, err := columns.of(record)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
		for sex, row := range of {
			row.line = i + 2
			rows[sex] = append(rows[sex], row)
		}
	}
	if len(rows) == 0 || year != "" && !dated {
		return nil, fmt.Errorf("no rows of the year %q", year)
	}
	return rows, nil
}
