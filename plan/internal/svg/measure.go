package svg

import (
	"strings"
	"unicode/utf8"
)

// Width is about how wide a text is at a size, rather too wide than too narrow: a drawing does not know which typeface shows it.
func Width(text string, size float64) float64 {
	ems := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			ems += 0.38
		case strings.ContainsRune("mwMW@%", r):
			ems += 0.95
		case r >= 'A' && r <= 'Z':
			ems += 0.72
		case r < 0x2e80:
			ems += 0.62
		default:
			ems++ // scripts of whole squares
		}
	}
	return ems * size
}

// Fit is the text, or as much of its begin as has room, with an ellipsis; nothing where not even that has.
func Fit(text string, size, room float64) string {
	if Width(text, size) <= room {
		return text
	}
	for text != "" {
		_, last := utf8.DecodeLastRuneInString(text)
		text = strings.TrimRight(text[:len(text)-last], " ,;:.")
		if Width(text+"…", size) <= room {
			return text + "…"
		}
	}
	return ""
}

// Wrap breaks a text at spaces into lines that have room; a word that has none is cut short.
func Wrap(text string, size, room float64) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && Width(line+" "+word, size) <= room {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = Fit(word, size, room)
	}
	return append(lines, line)
}
