package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The former district of each commune: districts ended on 1 July 2025, the land systems still ask for them. */
final class Communes {

    private static final String SHIPPED = "communes-hanoi.csv";
    private static final Pattern COMMUNE = Pattern.compile("\\d{5}");
    private static final Pattern DISTRICT = Pattern.compile("\\d{3}");
    private static final int COLUMNS = 5;

    private final Map<String, String> districts;

    private Communes(Map<String, String> districts) {
        this.districts = Map.copyOf(districts);
    }

    /**
     * Reads the table, and checks all of it.
     *
     * @param own in the place of the shipped one
     * @param single what goes before the table
     * @throws IllegalStateException when anything is wrong with it, with every line that is
     */
    static Communes read(@Nullable Path own, Map<String, String> single) {
        try (BufferedReader lines = own == null ? shipped() : Files.newBufferedReader(own)) {
            Table table = new Table(own == null ? SHIPPED : own.toString());
            lines.lines().forEach(table::line);
            single.forEach(table::put);
            return new Communes(table.checked());
        } catch (IOException e) {
            throw new UncheckedIOException("the table of communes cannot be read", e);
        }
    }

    private static BufferedReader shipped() {
        InputStream in = Objects.requireNonNull(Communes.class.getResourceAsStream(SHIPPED));
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The former district of {@code commune}; empty when the table has none. */
    Optional<String> districtOf(String commune) {
        return Optional.ofNullable(districts.get(commune));
    }

    int size() {
        return districts.size();
    }

    /** A table while it is read. */
    private static final class Table {

        private final String name;
        private final Map<String, String> districts = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private final List<String> findings = new ArrayList<>();
        private int number;

        Table(String name) {
            this.name = name;
        }

        void line(String line) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                return;
            }
            String[] columns = line.split(";", COLUMNS);
            if (columns.length < COLUMNS - 1) {
                findings.add(number + ": not commune;name;district;district name;remark");
                return;
            }
            String known = names.putIfAbsent(columns[2], columns[3]);
            if (known != null && !known.equals(columns[3])) {
                findings.add(number + ": the district " + columns[2] + " is called " + known + " and " + columns[3]);
            }
            if (districts.containsKey(columns[0])) {
                findings.add(number + ": the commune " + columns[0] + " is there twice");
            }
            put(columns[0], columns[2]);
        }

        void put(String commune, String district) {
            if (!COMMUNE.matcher(commune).matches()) {
                findings.add(number + ": not the code of a commune (00166): " + commune);
            }
            if (!DISTRICT.matcher(district).matches()) {
                findings.add(number + ": not the code of a district (005): " + district);
            }
            districts.put(commune, district);
        }

        Map<String, String> checked() {
            if (districts.isEmpty()) {
                findings.add("no commune");
            }
            if (!findings.isEmpty()) {
                throw new IllegalStateException("the table of communes " + name + " is wrong: " + findings);
            }
            return districts;
        }
    }
}
