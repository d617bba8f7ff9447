// Command kinstall is cert-manager's controller, webhook, cainjector and ACME solver in one, as the module proxy has the packages that do their work but not the
// commands themselves. Which of them it is, a flag tells that no other one has. Issuers of other kinds than ca, selfSigned and ACME are left out.
package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"
	admission "k8s.io/api/admissionregistration/v1"
	core "k8s.io/api/core/v1"
	extensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	logsapi "k8s.io/component-base/logs/api/v1"
	aggregation "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/cert-manager/cert-manager/internal/kube"
	"github.com/cert-manager/cert-manager/internal/webhook"
	"github.com/cert-manager/cert-manager/pkg/api"
	"github.com/cert-manager/cert-manager/pkg/controller"
	"github.com/cert-manager/cert-manager/pkg/controller/cainjector"
	_ "github.com/cert-manager/cert-manager/pkg/controller/acmechallenges"
	_ "github.com/cert-manager/cert-manager/pkg/controller/acmeorders"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificate-shim/ingresses"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/acme"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	_ "github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	_ "github.com/cert-manager/cert-manager/pkg/controller/issuers"
	"github.com/cert-manager/cert-manager/pkg/healthz"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/acme"
	"github.com/cert-manager/cert-manager/pkg/issuer/acme/http/solver"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/cert-manager/cert-manager/pkg/util"
	"github.com/cert-manager/cert-manager/pkg/webhook/options"
)

func main() {
	logs.InitLogs()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	flags := pflag.NewFlagSet(os.Args[0], pflag.ExitOnError)
	run := asInjector
	switch {
	case has("--listen-port"):
		run = asSolver
	case has("--dynamic-serving-ca-secret-name"):
		run = asWebhook
	case has("--cluster-resource-namespace"):
		run = asController
	}
	if err := run(ctx, flags); err != nil {
		logs.Log.Error(err, "it ends")
		logs.FlushLogs()
		os.Exit(1)
	}
}

func has(flag string) bool {
	for _, arg := range os.Args[1:] {
		if strings.HasPrefix(arg, flag+"=") {
			return true
		}
	}
	return false
}

// parse reads the command line, with the flags that say what is logged.
func parse(flags *pflag.FlagSet) error {
	logging := logsapi.NewLoggingConfiguration()
	logs.AddFlags(logging, flags)
	if err := flags.Parse(os.Args[1:]); err != nil {
		return err
	}
	return logs.ValidateAndApply(logging)
}

func asSolver(ctx context.Context, flags *pflag.FlagSet) error {
	answer := solver.HTTP01Solver{}
	flags.IntVar(&answer.ListenPort, "listen-port", 8089, "")
	flags.StringVar(&answer.Domain, "domain", "", "")
	flags.StringVar(&answer.Token, "token", "", "")
	flags.StringVar(&answer.Key, "key", "", "")
	if err := parse(flags); err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { _ = answer.Close() })
	if err := answer.Listen(logs.Log); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func asWebhook(ctx context.Context, flags *pflag.FlagSet) error {
	config, err := options.NewWebhookConfiguration()
	if err != nil {
		return err
	}
	options.AddConfigFlags(flags, config)
	if err := flags.Parse(os.Args[1:]); err != nil {
		return err
	}
	if err := logs.ValidateAndApply(&config.Logging); err != nil {
		return err
	}
	log := logs.FromContext(ctx, "webhook")
	serving, err := webhook.NewCertManagerWebhookServer(log, *config)
	if err != nil {
		return err
	}
	return serving.Run(logs.NewContext(ctx, log))
}

func asInjector(ctx context.Context, flags *pflag.FlagSet) error {
	election := flags.String("leader-election-namespace", "kube-system", "")
	metrics := flags.String("metrics-listen-address", "0.0.0.0:9402", "")
	if err := parse(flags); err != nil {
		return err
	}
	ctrl.SetLogger(logs.Log)
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		api.AddToScheme, core.AddToScheme, admission.AddToScheme, extensions.AddToScheme, aggregation.AddToScheme,
	} {
		utilruntime.Must(add(scheme))
	}
	// What it writes, it writes by the name in there.
	config := util.RestConfigWithUserAgent(ctrl.GetConfigOrDie(), "cainjector")
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:                        scheme,
		Cache:                         cache.Options{ReaderFailOnMissingInformer: true},
		Client:                        client.Options{Cache: &client.CacheOptions{DisableFor: []client.Object{&core.Secret{}}}},
		LeaderElection:                true,
		LeaderElectionNamespace:       *election,
		LeaderElectionID:              "cert-manager-cainjector-leader-election",
		LeaderElectionReleaseOnCancel: true,
		Metrics:                       server.Options{BindAddress: *metrics},
	})
	if err != nil {
		return err
	}
	if err := cainjector.RegisterAllInjectors(ctx, manager, cainjector.SetupOptions{
		EnableCertificatesDataSource: true,
		EnabledReconcilersFor: map[string]bool{
			cainjector.MutatingWebhookConfigurationName:   true,
			cainjector.ValidatingWebhookConfigurationName: true,
			cainjector.APIServiceName:                     true,
			cainjector.CustomResourceDefinitionName:       true,
		},
	}); err != nil {
		return err
	}
	return manager.Start(ctx)
}

func asController(ctx context.Context, flags *pflag.FlagSet) error {
	own := flags.String("cluster-resource-namespace", "kube-system", "")
	election := flags.String("leader-election-namespace", "kube-system", "")
	kubeconfig := flags.String("kubeconfig", "", "")
	image := flags.String("acme-http01-solver-image", "", "")
	challenges := flags.Int("max-concurrent-challenges", 60, "")
	if err := parse(flags); err != nil {
		return err
	}
	factory, err := controller.NewContextFactory(ctx, controller.ContextOptions{
		Kubeconfig:         *kubeconfig,
		IssuerOptions:      controller.IssuerOptions{ClusterResourceNamespace: *own},
		ACMEOptions: controller.ACMEOptions{
			HTTP01SolverImage:                 *image,
			HTTP01SolverResourceRequestCPU:    resource.MustParse("10m"),
			HTTP01SolverResourceRequestMemory: resource.MustParse("64Mi"),
			HTTP01SolverResourceLimitsCPU:     resource.MustParse("100m"),
			HTTP01SolverResourceLimitsMemory:  resource.MustParse("64Mi"),
			ACMEHTTP01SolverRunAsNonRoot:      true,
			DNS01CheckRetryPeriod:             10 * time.Second,
		},
		SchedulerOptions:   controller.SchedulerOptions{MaxConcurrentChallenges: *challenges},
		IngressShimOptions: controller.IngressShimOptions{DefaultIssuerKind: "Issuer", DefaultIssuerGroup: "cert-manager.io"},
		CertificateOptions: controller.CertificateOptions{
			CopiedAnnotationPrefixes:                 []string{"*", "-kubectl.kubernetes.io/"},
			CertificateRequestMinimumBackoffDuration: time.Hour,
			CertificateRequestMaximumBackoffDuration: 32 * time.Hour,
		},
	})
	if err != nil {
		return err
	}
	health := healthz.NewServer(20 * time.Second)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", ":9403")
	if err != nil {
		return err
	}
	go func() { _ = health.Start(ctx, listener) }()
	config, err := kube.BuildClientConfig("", *kubeconfig)
	if err != nil {
		return err
	}
	identity, err := os.Hostname()
	if err != nil {
		return err
	}
	lock, err := resourcelock.NewFromKubeconfig(resourcelock.LeasesResourceLock, *election, "cert-manager-controller",
		resourcelock.ResourceLockConfig{Identity: identity}, config, 10*time.Second)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{
		Lock: lock, LeaseDuration: time.Minute, RenewDeadline: 40 * time.Second, RetryPeriod: 15 * time.Second,
		ReleaseOnCancel: true, WatchDog: health.LeaderHealthzAdaptor,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(ctx context.Context) { ended <- lead(ctx, factory) },
			OnStoppedLeading: func() { ended <- nil },
		},
	})
	return <-ended
}

func lead(ctx context.Context, factory *controller.ContextFactory) error {
	all, err := factory.Build()
	if err != nil {
		return err
	}
	failed := make(chan error, len(controller.Known()))
	for _, construct := range controller.Known() {
		one, err := construct(factory)
		if err != nil {
			return err
		}
		go func() { failed <- one.Run(5, ctx) }()
	}
	all.SharedInformerFactory.Start(ctx.Done())
	all.KubeSharedInformerFactory.Start(ctx.Done())
	all.HTTP01ResourceMetadataInformersFactory.Start(ctx.Done())
	return <-failed
}
