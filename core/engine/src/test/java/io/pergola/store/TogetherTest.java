package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1000})
    void keepsTheOrder(int count) {
        assertEquals(
                numbers(count).stream().map(number -> number * 2).toList(),
                Together.map(numbers(count), 8, number -> number * 2));
    }

    @Test
    void startsNoThreadForAFew() {
        assertEquals(Set.of(Thread.currentThread().getName()), threads(63, 8));
    }

    @Test
    void startsNoMoreThreadsThanAreAllowed() {
        Set<String> names = threads(1000, 3);
        assertTrue(names.size() <= 3 && !names.contains(Thread.currentThread().getName()), names.toString());
    }

    private static Set<String> threads(int count, int allowed) {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Together.each(
                numbers(count), allowed, _ -> names.add(Thread.currentThread().getName()));
        return names;
    }

    @Test
    void passesOnWhatFailed() {
        StoreException failure = assertThrows(
                StoreException.class,
                () -> Together.each(numbers(200), 4, number -> {
                    if (number == 150) {
                        throw new StoreException("the disk is full", null);
                    }
                }));
        assertEquals("the disk is full", failure.getMessage());
    }
}
