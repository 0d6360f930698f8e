# Read by ./pergola and build/refresh, which set $root.

work=$root/core/cli/target/distribution

# Prints what first shows that the distribution is not of these sources: one missing or newer file. Nothing if all is well.
# It runs before every command, so it looks through the folders once and stops at the first find. Tests do not go into the distribution; of the rest,
# files count everywhere, and the folders of sources too, for they change when a file is deleted.
stale_source() {
    if [ ! -e "$work/stamp" ] || [ ! -e "$work/stamp-copies" ]; then
        echo "no distribution"
        return
    fi
    find "$root/pom.xml" "$root/build/make-distribution" "$root/build/train" "$root/core" "$root/plugins" \
        \( -name target -o -path '*/src/test' -o -path "$root/core/bench" -o -path "$root/core/testkit" \) -prune \
        -o \( -type f -o -path '*/src/*' \) -newer "$work/stamp" -print -quit
}

# The same for the two folders that are copied as they are, which takes no build.
stale_copy() {
    find "$root/config" "$root/test-suites" -newer "$work/stamp-copies" -print -quit 2>/dev/null
}
