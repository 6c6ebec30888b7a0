package sim

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ageSigns are the signs and words of labels of ages that make no difference.
var ageSigns = strings.NewReplacer("–", "-", "—", "-", "−", "-", " ", "", "years", "", "year", "", "yrs", "")

// The words before and behind an age by which it is open, or below one.
var (
	openAfter = []string{"+", "andover", "andolder", "andabove", "orover", "orolder", "ormore", "plus"}
	openFront = []string{"≥", ">="}
	belowOne  = []string{"<1", "under1", "lessthan1", "below1"}
)

// readAge reads "40", "40-41", "40 to 44", "<1", "110+" and "110 and over". to is noValue for a single age and never for an open one.
func readAge(text string) (from, to int, err error) {
	label := ageSigns.Replace(strings.ToLower(text))
	for _, below := range belowOne {
		if label == below {
			return 0, noValue, nil
		}
	}
	for _, open := range openAfter {
		if young, found := strings.CutSuffix(label, open); found {
			return age(text, young, never)
		}
	}
	for _, open := range openFront {
		if young, found := strings.CutPrefix(label, open); found {
			return age(text, young, never)
		}
	}
	young, old, group := strings.Cut(strings.Replace(label, "to", "-", 1), "-")
	if !group {
		return age(text, young, noValue)
	}
	if to, _, err = age(text, old, 0); err != nil {
		return 0, 0, err
	}
	if from, _, err = age(text, young, to); err == nil && to < from {
		err = fmt.Errorf("age %q", text)
	}
	return from, to, err
}

// age reads one number of a label, which must be an age that somebody can have.
func age(text, number string, to int) (int, int, error) {
	from, err := strconv.Atoi(number)
	if err == nil && (from < 0 || from > oldest) {
		err = errors.New("beyond any age")
	}
	if err != nil {
		return 0, 0, fmt.Errorf("age %q", text)
	}
	return from, to, nil
}
