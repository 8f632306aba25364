/// Packages that draw in a browser, build for one, or do both: a server installs them only because it lives in one
/// package with its front end. Gathered from the packages' own descriptions, 2026-11.
enum FrontEndPackages {
  private static let names: Set<String> = [
    "next", "nuxt", "nuxt3", "gatsby", "astro", "vite", "webpack", "webpack-cli", "webpack-dev-server",
    "parcel",
    "parcel-bundler", "rollup", "browserify", "laravel-mix", "react", "redux", "redux-thunk", "redux-saga", "preact",
    "vue",
    "vuex", "pinia", "vuetify", "quasar", "svelte", "solid-js", "lit", "alpinejs", "htmx.org", "antd", "element-ui",
    "element-plus", "bootstrap", "bootstrap-vue", "jquery", "tailwindcss", "autoprefixer", "postcss", "sass",
    "node-sass",
    "sass-loader", "css-loader", "style-loader", "styled-components", "framer-motion", "primereact", "primeng",
    "primevue",
    "rxjs-compat", "zone.js", "core-js", "expo", "three", "d3", "chart.js", "formik", "swiper", "ember-cli",
    "ember-source",
    "recoil", "zustand", "jotai", "mobx", "mobx-react", "wouter", "electron", "@reduxjs/toolkit",
  ]

  private static let prefixes = [
    "react-", "vue-", "ngx-", "svelte-", "gatsby-", "next-", "expo-", "@angular/", "@angular-", "@vue/", "@vueuse/",
    "@svelte",
    "@vitejs/", "@nuxt", "@next/", "@emotion/", "@mui/", "@material-ui/", "@chakra-ui/", "@radix-ui/", "@headlessui/",
    "@fortawesome/", "@storybook/", "@testing-library/", "@tanstack/react", "@tiptap/", "@mantine/", "@ant-design/",
    "@ionic/", "@fullcalendar/", "@ckeditor/", "@tinymce/", "@react-", "@remix-run/", "@heroicons/", "@dnd-kit/",
    "@ng-",
    "@ngrx/", "@fontsource", "vite-", "rollup-", "webpack-", "workbox-", "postcss-", "tailwind", "prosemirror",
    "@codemirror/",
    "babel-plugin-", "mobx-", "redux-", "styled-",
  ]

  /// Named like them, and used by tests of any kind of program.
  private static let others: Set<String> = ["vite-node", "vite-tsconfig-paths"]

  static func contain(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) } && !others.contains(name)
  }
}
