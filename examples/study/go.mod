module github.com/oudpath/oudpath/examples/study

go 1.26

require (
	github.com/oudpath/oudpath v0.0.0
	github.com/stretchr/testify v1.12.1
	go.yaml.in/yaml/v3 v3.0.5
)

require github.com/looplab/fsm v1.0.3 // indirect

replace github.com/oudpath/oudpath => ../..
