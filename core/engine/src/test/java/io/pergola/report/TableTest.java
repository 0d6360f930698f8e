package io.pergola.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(List.of(Column.number("Id"), Column.text("Name", 4), Column.fixed("State")));

    private List<String> lines(int screen, boolean colour) {
        var lines = new ArrayList<String>();
        table.print(screen, colour, lines::add);
        return lines;
    }

    private void add(String id, String name, String state) {
        table.add(List.of(Cell.of(id), Cell.of(name), Cell.of(state)));
    }

    @Test
    void alignsTextLeftAndNumbersRight() {
        add("1", "short", "PASS");
        add("100", "longer", "");
        assertEquals(List.of(" Id  Name    State", "  1  short   PASS", "100  longer"), lines(0, false));
    }

    @Test
    void cutsWhatMayBeCutToFitTheScreen() {
        add("1", "a-very-long-name", "PASS");
        assertEquals(List.of("Id  Name      State", " 1  a-very-…  PASS"), lines(19, false));
        assertEquals(List.of("Id  Name  State", " 1  a-v…  PASS"), lines(3, false));
    }

    @Test
    void isCutIntoSeveralWhereColumnsDoNotFit() {
        var wide = new Table(
                List.of(Column.number("Id"), Column.fixed("alpha"), Column.text("beta", 4), Column.fixed("gamma")), 1);
        wide.add(List.of(Cell.of("1"), Cell.of("12345"), Cell.of("1234567"), Cell.of("x")));
        var lines = new ArrayList<String>();
        wide.print(15, false, lines::add);
        assertEquals(List.of("Id  alpha  beta", " 1  12345  123…", "", "Id  gamma", " 1  x"), lines);
        lines.clear();
        wide.print(3, false, lines::add);
        assertEquals(8, lines.size());
        lines.clear();
        wide.print(0, false, lines::add);
        assertEquals(List.of("Id  alpha  beta     gamma", " 1  12345  1234567  x"), lines);
    }

    @Test
    void countsWideLettersTwiceAndMarksNotAtAll() {
        add("1", "日本", "PASS");
        add("2", "e\u0301e", "FAIL");
        assertEquals(List.of("Id  Name  State", " 1  日本  PASS", " 2  e\u0301e    FAIL"), lines(0, false));
    }

    @Test
    void obeysNothingThatAValueSays() {
        add("1", "a\033[31m\nb\u009b", "\u202eSSAP");
        String all = String.join("|", lines(0, false));
        assertTrue(all.chars().noneMatch(c -> c < 0x20 || c == 0x9b || c == 0x202e), all);
        assertEquals(2, lines(0, false).size());
    }

    @Test
    void paintsOnlyOnRequest() {
        table.add(List.of(Cell.of("1"), Cell.of("x"), new Cell("PASS", Style.GOOD)));
        assertTrue(lines(0, false).stream().noneMatch(line -> line.contains("\033")));
        assertTrue(lines(0, true).getLast().contains("\033"));
    }

    @Test
    void wantsACellForEachColumn() {
        assertThrows(IllegalArgumentException.class, () -> table.add(List.of(Cell.of("1"))));
    }
}
