#!/bin/sh
# Makes tests/vectors/audio: the same two seconds in every codec that is accepted.
#
# Left (or only) channel: 440 Hz; right channel: 880 Hz, at a quarter of full scale.
# Needs sox (with libsox-fmt-base) and ffmpeg from Debian. G.729 and AMR-WB have no free
# encoder there: audio_vectors_frames.py makes theirs.
set -eu
cd "$(dirname "$0")/../tests/vectors/audio"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sox -D -n -r 48000 -c 1 -b 16 "$work/left.wav" synth 2 sine 440 gain -12
sox -D -n -r 48000 -c 1 -b 16 "$work/right.wav" synth 2 sine 880 gain -12
sox -D -M "$work/left.wav" "$work/right.wav" "$work/stereo48.wav"
sox -D "$work/stereo48.wav" -r 8000 "$work/stereo8.wav"
sox -D "$work/left.wav" -r 8000 "$work/mono8.wav"
sox -D "$work/left.wav" -r 16000 "$work/mono16.wav"

encode() {
    from=$1; shift
    ffmpeg -hide_banner -loglevel error -y -i "$work/$from" -map_metadata -1 \
        -fflags +bitexact -flags:a +bitexact "$@"
}
encode stereo8.wav -c:a pcm_s16le pcm.wav
encode stereo8.wav -c:a pcm_mulaw ulaw.wav
encode stereo8.wav -c:a pcm_alaw alaw.wav
encode mono8.wav -c:a libgsm_ms gsm.wav
encode stereo48.wav -c:a libmp3lame -b:a 32k call.mp3
ffmpeg -hide_banner -loglevel error -y -f lavfi -i color=blue:size=16x16 -frames:v 1 "$work/cover.png"
ffmpeg -hide_banner -loglevel error -y -i call.mp3 -i "$work/cover.png" -map 0 -map 1 -c copy \
    -fflags +bitexact -id3v2_version 3 -disposition:v attached_pic cover.mp3
encode stereo48.wav -c:a libopus -b:a 24k call.opus
encode stereo48.wav -c:a libvorbis -b:a 48k vorbis.ogg
encode stereo8.wav -c:a flac call.flac
encode stereo48.wav -c:a aac -b:a 96k call.m4a
ffmpeg -hide_banner -loglevel error -y -f lavfi -i testsrc=size=32x32:rate=5 -i call.m4a -t 1 \
    -c:v mpeg4 -c:a copy -fflags +bitexact -flags:v +bitexact -f mp4 video.mp4
encode mono16.wav -c:a g722 call.g722
sox -D "$work/mono8.wav" -t amr-nb call.amr
python3 ../../../tools/audio_vectors_frames.py call.g729 wide.amr
