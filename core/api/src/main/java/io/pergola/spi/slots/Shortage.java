package io.pergola.spi.slots;

/**
 * Why a request can never be met.
 *
 * @param what in the plural, such as {@code cores on one node}
 * @param wanted how many are asked for
 * @param capacity how many there are, at most, when everything is free
 */
public record Shortage(String what, long wanted, long capacity) {

    /** One sentence, without a full stop. */
    public String why() {
        return "it wants " + wanted + " " + what + ", and there are " + capacity;
    }
}
