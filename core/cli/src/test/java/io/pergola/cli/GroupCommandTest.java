package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the series s1 of the runs 1 and 2. */
class GroupCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        site.series();
    }

    private static CliSite.Outcome said(int code, String text) {
        return new CliSite.Outcome(code, "", text);
    }

    private CliSite.Outcome group(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "group";
        System.arraycopy(words, 0, command, 1, words.length);
        return site.run(command);
    }

    @Test
    void whatIsAddedIsListedAndNamesRuns() {
        assertEquals(said(0, "Added 2 members to the group 'nightly'.\n"), group("add", "nightly", "s1", "1"));
        assertEquals(
                said(0, "Added one member to the group 'nightly'; one was in it before.\n")
                        .code(),
                group("add", "nightly", "1", "2").code());
        assertEquals(said(0, "Added one member to the group 'week'.\n"), group("add", "week", "nightly"));
        assertEquals(new CliSite.Outcome(0, """
                        Group    All runs  Runs  Series  Groups  Excluded  Former names
                        nightly         2     2       1       0         0
                        week            2     0       0       1         0
                        """, ""), group("list"));
        assertEquals("1 2\n", site.run("list", "test_runs", "week").out());
        assertEquals(group("list"), group("ls"));
    }

    @Test
    void membersAreListedByKindAndThroughOthers() {
        group("add", "nightly", "s1");
        group("add", "week", "nightly");
        assertEquals(
                said(0, "Removed 0 members from the group 'week', and excluded one run.\n"),
                group("rm", "week", "s1.2"));
        assertEquals(new CliSite.Outcome(0, """
                        Member   Type      Name        State     Through
                        1        run       demo.first  COMPLETE  s1
                        s1       series    cmdline               nightly
                        nightly  group
                        2        excluded
                        """, ""), group("members", "week", "-r"));
        assertEquals(new CliSite.Outcome(0, """
                        Member   Type   Name  State
                        nightly  group
                        """, ""), group("mem", "week", "-g"));
        assertEquals(said(0, "Nothing of that is in the group 'week'.\n"), group("mem", "week", "-t"));
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        group("add", "nightly", "s1");
        assertEquals(said(2, """
                        error: there is no group 'nigtly'
                          help: Did you mean 'nightly'? Else 'pergola group list' lists all groups
                        """), group("members", "nigtly"));
        CliSite.Outcome status = site.run("status", "nigtly");
        assertEquals(2, status.code());
        assertTrue(
                status.err().startsWith("error: there is no group 'nigtly'\n  help: Did you mean 'nightly'?"),
                status.err());
    }

    @Test
    void nothingIsAddedIfOneWordNamesNothing() {
        assertEquals(2, group("add", "nightly", "1", "77", "s9", "nowhere").code());
        assertEquals(said(0, "There is no group yet.\n"), group("list"));
        assertEquals(2, group("add", "s5", "1").code());
        assertEquals(2, site.run("run", "-g", "PASSED", "demo").code());
    }

    @Test
    void aGroupIsFoundByItsFormerNamesToo() {
        group("add", "one", "1");
        group("add", "two", "2");
        assertEquals(
                said(0, "Renamed the group 'one' to 'three'. The old name leads to it.\n"),
                group("rename", "one", "three"));
        assertEquals("1\n", site.run("list", "test_runs", "one").out());
        assertEquals(2, group("rename", "two", "one").code());
        assertEquals(2, group("rename", "two", "three").code());
        assertEquals(
                said(0, "Renamed the group 'three' to 'one'. The old name leads to it.\n"),
                group("rename", "three", "one"));
        assertEquals("1\n", site.run("list", "test_runs", "three").out());
        assertEquals(
                said(0, "Forgot the name 'three', which led to the group 'one'. The group stays.\n"),
                group("delete", "three"));
        group("add", "two", "one");
        assertEquals(said(0, """
                        Renamed the group 'one' to 'four'.
                        warning: 'one' is still a member of two, where it now means nothing
                        """), group("rename", "--no-redirect", "one", "four"));
        assertEquals(said(0, "Deleted the group 'four'. What was in it stays.\n"), group("delete", "four"));
        assertEquals(2, site.run("status", "four").code());
    }

    @Test
    void whatIsCleanedAwayLeavesItsGroups() {
        group("add", "nightly", "1", "2", "s1");
        CliSite.Outcome clean = site.run("clean", "nightly", "--complete");
        assertEquals(0, clean.code(), clean.err());
        assertTrue(clean.err().contains("Groups lost one member that is gone; 0 empty groups went."), clean.err());
        assertEquals("2\n", site.run("list", "test_runs", "nightly").out());
    }
}
