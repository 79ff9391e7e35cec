// Command go-client sends one API call by the vendor's Go SDK, as the aliyun command line does, and prints the answer.
//
//	go-client HOST PRODUCT VERSION ACTION METHOD [PATH] [NAME=VALUE…]
//
// With a path the call is ROA, without one RPC; parameters are in the query, those with a name of +NAME in a form. Keys
// come from the environment. An error is printed as the SDK words it, with exit code 1.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 5 {
		return fmt.Errorf("want HOST PRODUCT VERSION ACTION METHOD")
	}
	request := requests.NewCommonRequest()
	request.Domain, request.Product, request.Version = args[0], args[1], args[2]
	request.ApiName, request.Method, request.Scheme = args[3], args[4], "http"
	for _, arg := range args[5:] {
		name, value, _ := strings.Cut(arg, "=")
		switch {
		case strings.HasPrefix(arg, "/"):
			request.PathPattern = arg
		case strings.HasPrefix(name, "+"):
			request.FormParams[name[1:]] = value
		default:
			request.QueryParams[name] = value
		}
	}
	id, secret := os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
	var keys any = credentials.NewAccessKeyCredential(id, secret)
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		keys = credentials.NewStsTokenCredential(id, secret, token)
	}
	config := sdk.NewConfig().WithAutoRetry(false).WithScheme("http")
	client, err := sdk.NewClientWithOptions("cn-hangzhou", config, keys)
	if err != nil {
		return err
	}
	response, err := client.ProcessCommonRequest(request)
	if err != nil {
		return err
	}
	fmt.Println(response.GetHttpContentString())
	return nil
}
