/* Loaded by build/slurm/up before the library into the daemons of the emulator: README.md says why. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct { /* slurm_conf_frontend_t of Slurm 22.05 */
	char *allow_groups, *allow_users, *deny_groups, *deny_users;
	char *frontends, *addresses;
	uint16_t port;
	char *reason;
	uint16_t node_state;
} front_end_t;

/* Weak, as programs that a daemon starts may have this loaded too. */
extern void *front_end_list __attribute__((weak));
extern int slurm_conf_frontend_array(front_end_t ***) __attribute__((weak));
extern void *slurm_xcalloc(size_t, size_t, bool, bool, const char *, int,
			   const char *) __attribute__((weak));
extern char *slurm_xstrdup(const char *) __attribute__((weak));
extern void *slurm_list_append(void *, void *) __attribute__((weak));

void build_all_frontend_info(bool is_slurmd)
{
	front_end_t **a, *f;
	int n = slurm_conf_frontend_array(&a);

	(void) is_slurmd;
	for (int i = 0; i < n; i++) {
		f = slurm_xcalloc(1, sizeof(*f), true, false, "", 0, "");
		f->frontends = slurm_xstrdup(a[i]->frontends);
		f->addresses = slurm_xstrdup(a[i]->addresses);
		f->port = a[i]->port;
		f->node_state = a[i]->node_state;
		slurm_list_append(front_end_list, f);
	}
}

void log_var(int level, const char *fmt, ...)
{
	static void (*real)();

	(void) level;
	if (strstr(fmt, "Use of FrontendName in slurm.conf without"))
		return;
	if (!real)
		real = (void (*)()) dlsym(RTLD_NEXT, "log_var");
	__builtin_apply(real, __builtin_apply_args(), 512);
}

int bit_test(int64_t *bits, int64_t bit) /* 2 words, then the bits */
{
	return bits && ((bits[2 + (bit >> 6)] >> (bit & 63)) & 1);
}

int gres_node_config_validate() /* the front end reports no GPUs */
{
	return 0;
}
