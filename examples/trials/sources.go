package main

import "github.com/oudpath/oudpath/plan/evidence"

// The sources of all numbers of the studies. The trials' public individual data were counted by the authors of the research behind
// this library; only their counts are used here.
var (
	startTrial = evidence.Source{ID: "start", Title: "START (CTN-0027), public individual data",
		Via: "counted in R package public.ctn0094data 1.0.6; 740 and 529 people randomized"}
	xbotTrial = evidence.Source{ID: "xbot", Title: "X:BOT (CTN-0051), public individual data",
		Via: "counted in R packages public.ctn0094data 1.0.6 and public.ctn0094extra 1.0.4; " +
			"urine alone, so that counts differ a little from the paper"}
	poatsTrial = evidence.Source{ID: "poats", Title: "POATS (CTN-0030), public individual data",
		Via: "counted in R package public.ctn0094data 1.0.6; missing tests count as not negative"}
	hser    = evidence.Source{ID: "hser-2014", Title: "Hser and others, Addiction 109:79", Year: 2014}
	lee     = evidence.Source{ID: "lee-2018", Title: "Lee and others, Lancet 391:309", Year: 2018}
	weiss   = evidence.Source{ID: "weiss-2011", Title: "Weiss and others, Archives of General Psychiatry", Year: 2011}
	sordo   = evidence.Source{ID: "sordo-2017", Title: "Sordo and others, BMJ 357:j1550", Year: 2017}
	santo   = evidence.Source{ID: "santo-2021", Title: "Santo and others, JAMA Psychiatry 78:979", Year: 2021}
	fairley = evidence.Source{ID: "fairley-2021", Title: "Fairley and others, JAMA Psychiatry 78:767", Year: 2021}
	respond = evidence.Source{ID: "respond", Title: "RESPOND, weekly inputs (SyndemicsLab/Addressing-Encampments)", Year: 2024}
)

// What the studies take from them.
var (
	startData  = startTrial.At("", evidence.Primary)
	startPaper = hser.At("abstract", evidence.Primary)

	xbotData   = xbotTrial.At("", evidence.Primary)
	xbotPaper  = lee.At("abstract", evidence.Primary)
	xbotRatios = lee.At("", evidence.Secondary).SeenIn("as quoted elsewhere")
	xbotRecall = lee.At("counts of people; hazard ratio of those who started", evidence.Unconfirmed)

	poatsData   = poatsTrial.At("", evidence.Primary)
	poatsPaper  = weiss.At("abstract", evidence.Primary)
	poatsRecall = weiss.At("criteria of success; 8.6 % after the taper", evidence.Unconfirmed)

	sordoPaper   = sordo.At("abstract", evidence.Primary)
	sordoWindows = sordo.At("text", evidence.Secondary).SeenIn("as quoted elsewhere")
	santoWindows = santo.At("", evidence.Secondary).
			SeenIn("the interval reappears in the inputs of a published model (Enns and others 2023)")
	leaving = fairley.At("table 1", evidence.Primary)
	entry   = respond.At("treatment entry", evidence.Primary)
)

// list writes citations with how well each was confirmed.
func list(citations ...evidence.Citation) []string {
	lines := make([]string, len(citations))
	for i, c := range citations {
		lines[i] = c.String() + " [" + c.Provenance.String() + "]"
		if c.Via != "" {
			lines[i] += ": " + c.Via
		}
	}
	return lines
}
