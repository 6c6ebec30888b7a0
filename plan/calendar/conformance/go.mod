module github.com/oudpath/oudpath/plan/calendar/conformance

go 1.26

require (
	github.com/arran4/golang-ical v0.3.2
	github.com/oudpath/oudpath v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/looplab/fsm v1.0.3 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

replace github.com/oudpath/oudpath => ../../..
