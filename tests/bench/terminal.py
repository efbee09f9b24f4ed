#!/usr/bin/env python3
"""Measures the browser through a pseudo-terminal, as its user meets it. Needs Python 3 and a release build, nothing else.

usage: tests/bench/terminal.py first [PATH] [--runs 20]     start of the process to the first screen with articles
       tests/bench/terminal.py keys PATH [--seconds 10]     key to changed screen, while PATH is being read and after

With --cache DIR the catalogue is kept there from run to run; without it each run begins with an empty one.
"""
import argparse, fcntl, json, os, pty, re, select, signal, statistics, struct, subprocess, sys, tempfile, termios, time


def spawn(binary, arguments, columns=160, rows=45):
    home = tempfile.mkdtemp()
    size = struct.pack('HHHH', rows, columns, 0, 0)
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.environ.update(HOME=home, XDG_STATE_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, TERM='xterm-256color')
        os.execv(binary, [binary, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
    return child, terminal, start


def read(terminal, seconds):
    ready, _, _ = select.select([terminal], [], [], seconds)
    if not ready:
        return b''
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b''


def end(child, terminal):
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


def plain(output):
    """The text of a terminal's output, without its escape sequences."""
    return re.sub(rb'\x1b(\[[0-9;:?]*[a-zA-Z]|\][^\x07]*\x07|[PX^_].*?\x1b\\|.)', b'', output)


def first(o):
    listed = subprocess.run([o.bin, 'list', o.path, '--json', '--limit', '1', *(['--cache', o.cache] if o.cache else ['--no-cache'])], capture_output=True).stdout
    title = json.loads(listed.splitlines()[0])['title']
    word = max(title.split(), key=len)[:12].encode()
    times = []
    for run in range(o.runs + 1):
        child, terminal, start = spawn(o.bin, [o.path, '--theme', 'dark', '--no-session', *(['--cache', o.cache] if o.cache else [])])
        output = b''
        while word not in plain(output):
            piece = read(terminal, 10)
            if not piece:
                sys.exit(f'the first article never came: {plain(output)[-400:]!r}')
            output += piece
        if run:  # the first warms the page cache
            times.append((time.perf_counter() - start) * 1000)
        end(child, terminal)
    times.sort()
    print(f'first screen of articles, {o.path}: median {statistics.median(times):.0f} ms, '
          f'min {times[0]:.0f}, max {times[-1]:.0f} ({o.runs} runs)')


def keys(o):
    child, terminal, start = spawn(o.bin, [o.path, '--theme', 'dark', '--no-session', *(['--cache', o.cache] if o.cache else [])])
    while b'articles' not in plain(read(terminal, 10)):
        pass
    phases = {'while reading': [], 'after': []}
    done, sizes, pressed = False, [], 0
    while time.perf_counter() - start < o.seconds:
        # What is on its way comes first, so that only what answers the key is timed.
        while read(terminal, 0.03):
            pass
        if pressed % 20 == 0:  # only what changed is sent: a redraw brings the whole header
            os.write(terminal, b'\x0c')
            output = b''
            while piece := read(terminal, 0.1):
                output += piece
            found = re.findall(rb'([\d,]+) articles', plain(output))
            sizes += [int(found[0].replace(b',', b''))] if found else []
            done = not re.search(rb'reading [0-9.,]+ .?B', plain(output))
        pressed += 1
        sent = time.perf_counter()
        os.write(terminal, b'j')
        read(terminal, 5)
        phases['after' if done else 'while reading'].append((time.perf_counter() - sent) * 1000)
    end(child, terminal)
    print(f'articles shown in the header: {sizes[0] if sizes else "?"} at first, {sizes[-1] if sizes else "?"} at the end')
    for name, times in phases.items():
        if times:
            times.sort()
            print(f'{name}: {len(times)} keys, median {statistics.median(times):.1f} ms, '
                  f'p99 {times[min(len(times) - 1, int(len(times) * 0.99))]:.1f} ms, max {times[-1]:.1f} ms')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('what', choices=['first', 'keys'])
    a.add_argument('path', nargs='?', default='sample:')
    a.add_argument('--bin', default='target/release/recension')
    a.add_argument('--cache')
    a.add_argument('--runs', type=int, default=20)
    a.add_argument('--seconds', type=float, default=10)
    o = a.parse_args()
    o.bin = os.path.abspath(o.bin)
    {'first': first, 'keys': keys}[o.what](o)


if __name__ == '__main__':
    main()
