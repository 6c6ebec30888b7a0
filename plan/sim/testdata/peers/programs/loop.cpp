// M8 person by person and week by week: what a careful C++ programmer writes in an hour. Occupancy is counted every week.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <vector>

static double p[27][8][8];

int main(int, char **argv) {
	std::ifstream in(argv[1]);
	double weekly[8][8];
	for (auto &row : weekly)
		for (double &x : row) in >> x;
	const int people = std::atoi(argv[2]), weeks = std::atoi(argv[3]);
	for (int stay = 0; stay < 27; stay++)
		for (int from = 0; from < 8; from++) {
			double sum = 0;
			for (int to = 0; to < 8; to++) {
				double x = weekly[from][to];
				if (to < 7 && from != 1 && from != 7) x *= stay < 4 ? 1.6 : stay < 26 ? 1 : 0.5;
				if (to == 7 && stay < 4 && (from == 0 || from == 3)) x *= 2;
				if (to != from) p[stay][from][to] = sum += x;
			}
			// moves first, in order, then staying: one comparison decides most weeks
			p[stay][from][from] = sum;
		}
	const std::clock_t before = std::clock();
	std::mt19937_64 draw(std::atoi(argv[4]));
	std::vector<int64_t> present(8 * (weeks + 1));
	for (int i = 0; i < people; i++) {
		int state = 1, stay = 0;
		present[state]++;
		for (int week = 1; week <= weeks; week++) {
			const double u = (draw() >> 11) * 0x1p-53;
			const double *row = p[stay][state];
			if (u >= row[state]) {
				if (stay < 26) stay++;
			} else {
				int to = 0;
				while (to == state || u >= row[to]) to++;
				state = to;
				stay = 0;
			}
			present[8 * week + state]++;
		}
	}
	std::printf("%g %g\n", double(std::clock() - before) / CLOCKS_PER_SEC, double(present[8 * weeks + 7]) / people);
}
