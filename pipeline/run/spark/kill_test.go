//go:build unix

package spark

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// kill waits until a filter of the job is at work, stops it there and kills it, or
// the JVM of the worker that it works for.
func (j *job) kill(filter string, worker bool) {
	j.t.Helper()
	for {
		select {
		case <-j.ended:
			j.t.Fatalf("no %s was met\n%s", filter, j.log())
		case <-time.After(10 * time.Millisecond):
		}
		pid := j.filter(filter)
		if pid == 0 {
			continue
		}
		time.Sleep(100 * time.Millisecond)
		if !stopped(pid) {
			continue // it was through
		}
		if worker {
			if err := syscall.Kill(java(pid), syscall.SIGKILL); err != nil {
				j.t.Fatalf("the worker of %s: %v", filter, err)
			}
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			j.t.Fatalf("%s: %v", filter, err)
		}
		return
	}
}

// filter is the process of a filter of this job, or 0.
func (j *job) filter(name string) int {
	dirs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return 0
	}
	for _, dir := range dirs {
		pid, err := strconv.Atoi(filepath.Base(dir))
		if err != nil {
			continue
		}
		if args := command(pid); args[0] != "./backchannel" || args[1] != name {
			continue
		}
		if cwd, err := os.Readlink(dir + "/cwd"); err == nil && strings.HasPrefix(cwd, j.work) {
			return pid
		}
	}
	return 0
}

// stopped stops a process that runs.
func stopped(pid int) bool {
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		return false
	}
	for range 100 {
		switch state, _ := status(pid); state {
		case "T":
			return true
		case "Z", "":
			return false
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// java is the nearest Java above a process, or 0.
func java(pid int) int {
	for pid > 1 {
		_, pid = status(pid)
		if filepath.Base(command(pid)[0]) == "java" {
			return pid
		}
	}
	return 0
}

// status is the state and the parent of a process; "" and 0 where there is none.
func status(pid int) (state string, parent int) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", 0
	}
	_, rest, _ := strings.Cut(string(data), ") ") // PID (NAME) STATE PARENT …
	if _, err := fmt.Sscan(rest, &state, &parent); err != nil {
		return "", 0
	}
	return state, parent
}

// command is the command line of a process: a name and an argument at least, which
// are empty where there is none.
func command(pid int) []string {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return append(strings.Split(string(data), "\x00"), "", "")
}
